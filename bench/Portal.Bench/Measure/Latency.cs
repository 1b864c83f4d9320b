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

    private static void Facets(Bench bench, List<string> queries)
    {
        var first = Requests.OfFirstPages(queries);
        var searches = bench.Latencies(Bench.Search, first);
        Compare("facets beside a search, all but availability", Requests.ShownFacets);
        Compare("facet of availability, which counts the archive", "&facet=availability");

        void Compare(string what, string facets)
        {
            var counted = bench.Latencies(Bench.Facets, [.. first.Select(query => query + facets)]);
            double[] ratios = [.. counted.Zip(searches, (facet, search) => facet / search)];
            bench.Report.Add(new(
                what, Bench.Milliseconds(Timings.Median(counted)), $"search {Bench.Milliseconds(Timings.Median(searches))}; p90 of ratios {Timings.Percentile(ratios, 0.9):0.0}",
                Timings.Median(ratios), Budget.AtMost(3)));
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
