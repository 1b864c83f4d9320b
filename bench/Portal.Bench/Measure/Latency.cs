namespace Portal.Bench.Measure;

/// <summary>How long requests take one after another: searches, their facets, any combination of filters, completions.</summary>
internal static class Latency
{
    public static void Run(Bench bench)
    {
        var queries = Requests.Mixed(bench.Effort.Queries, bench.Plan.Day, bench.Plan.Seed);
        var searches = bench.Latencies(Bench.Search, queries);
        var search = Timings.Median(searches);
        bench.Report.Add(new("search, p50 and p99", Bench.Milliseconds(search), $"p99 {Bench.Milliseconds(Timings.Percentile(searches, 0.99))}", null, null));
        Facets(bench, queries);
        Combinations(bench, search);
        Completions(bench);
    }

    /// <summary>
    /// A facet is held against the search of the rows that it counts. Its own filter does not shrink it, so the facet of
    /// availability counts what the search finds of every availability; beside the search for what is open it is told.
    /// </summary>
    private static void Facets(Bench bench, List<string> queries)
    {
        var first = Requests.OfFirstPages(queries);
        var searches = bench.Latencies(Bench.Search, first);
        Compare("facets beside a search, all but availability", Requests.ShownFacets, searches, Budget.AtMost(3));
        var ofAll = bench.Latencies(Bench.Search, [.. first.Select(query => query + Requests.EveryAvailability)]);
        var counted = Compare("facet of availability, beside the search of what it counts", "&facet=availability", ofAll, Budget.AtMost(3));
        Tell("facet of availability, beside the search for what is open", counted, searches, null);

        double[] Compare(string what, string facets, double[] beside, Budget budget)
        {
            var taken = bench.Latencies(Bench.Facets, [.. first.Select(query => query + facets)]);
            Tell(what, taken, beside, budget);
            return taken;
        }

        void Tell(string what, double[] taken, double[] beside, Budget? budget)
        {
            double[] ratios = [.. taken.Zip(beside, (facet, search) => facet / search)];
            bench.Report.Add(new(
                what, Bench.Milliseconds(Timings.Median(taken)), $"search {Bench.Milliseconds(Timings.Median(beside))}; p90 of ratios {Timings.Percentile(ratios, 0.9):0.0}",
                Timings.Median(ratios), budget));
        }
    }

    private static void Combinations(Bench bench, double search)
    {
        var taken = bench.Latencies(Bench.Search, Requests.Combined(bench.Effort.Combinations, bench.Plan.Day, bench.Plan.Seed));
        var p99 = Timings.Percentile(taken, 0.99);
        bench.Report.Add(new(
            $"p99 of {taken.Length} combinations of filters over open projects", Bench.Milliseconds(p99), $"median search {Bench.Milliseconds(search)}", p99 / search, Budget.AtMost(10)));
    }

    private static void Completions(Bench bench)
    {
        var taken = bench.Latencies(Bench.Completions, Requests.Typed(4 * bench.Effort.Queries, bench.Plan.Seed));
        foreach (var (name, share, budget) in new[] { ("p50", 0.5, 10.0), ("p99", 0.99, 50) })
        {
            var value = Timings.Percentile(taken, share);
            bench.Report.Add(new($"completions, {name} a keystroke", Bench.Milliseconds(value), "–", value, Budget.AtMost(budget, "ms")));
        }
    }
}
