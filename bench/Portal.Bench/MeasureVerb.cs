using System.CommandLine;
using System.Globalization;
using Portal.Bench.Measure;

namespace Portal.Bench;

/// <summary>measure: takes every measurement on one size of data and holds them against the budgets.</summary>
internal static class MeasureVerb
{
    private static readonly string Results = Path.Combine(ServedProgram.Checkout, "bench/results");

    private const string OfLatency = "latency";
    private const string OfPgBench = "pgbench";
    private const string OfFeed = "feed";
    private const string OfBatch = "batch";
    private const string OfImport = "import";
    private const string OfExport = "export";
    private const string OfMemory = "memory";
    private const string OfStart = "start";
    private const string OfGrowth = "growth";

    private const string OfCache = "cache";
    private const string OfOverload = "overload";
    private const string OfPages = "pages";

    private static readonly string[] Parts = [OfLatency, OfPgBench, OfFeed, OfBatch, OfImport, OfExport, OfCache, OfOverload, OfPages, OfMemory, OfStart, OfGrowth];

    public static Command Create()
    {
        var where = new WhereOptions();
        var quick = new Option<bool>("--quick") { Description = "Measure for a shorter time." };
        var growth = new Option<string[]>("--growth")
        {
            Description = "Two sizes and how many projects are open in both, between which searches are compared: FEW MANY OPEN.",
            Arity = new ArgumentArity(3, 3),
            AllowMultipleArgumentsPerToken = true,
        };
        var only = new Option<string[]>("--only") { Description = "Some parts only.", AllowMultipleArgumentsPerToken = true };
        only.AcceptOnlyFromAmong(Parts);
        var command = new Command("measure", "Measures the portal and holds it against its budgets.") { quick, growth, only };
        where.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            where.Of(parsed), parsed.GetValue(quick) ? Effort.Quick : Effort.Full, parsed.GetValue(growth),
            parsed.GetValue(only) is { Length: > 0 } some ? some : Parts, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Where where, Effort effort, string[]? growth, string[] parts, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Results);
        var report = await MeasureAsync(where, effort, growth, parts, cancellationToken);
        report.Print();
        report.Write(Path.Combine(Results, "latest.json"));
        return report.Keeps ? 0 : 1;
    }

    private static async Task<Report> MeasureAsync(Where where, Effort effort, string[]? growth, string[] parts, CancellationToken cancellationToken)
    {
        var busy = Busy();
        await using var server = await BenchServer.StartAsync(where, step => Console.WriteLine($"  {step}"), cancellationToken);
        var plan = await server.Database.PlanAsync(ofAnyOrigin: false, cancellationToken)
            ?? throw new Refusal($"There are no {where.Projects} projects made with the tables of today: generate them first.");
        using var api = ServedProgram.StartApi(server.Database.ConnectionString);
        var open = await Sanity.CheckAsync(server, plan, api, cancellationToken);
        var report = new Report($"{plan.Projects:N0} projects of {plan.Organisations:N0} organisations, {open:N0} open today; {Environment.ProcessorCount} processors{busy}");
        var bench = new Measure.Bench(server, plan, api, effort, report);
        if (parts.Contains(OfLatency))
        {
            Latency.Run(bench);
        }

        if (parts.Contains(OfPgBench))
        {
            await AgainstPgBench.RunAsync(bench, cancellationToken);
        }

        if (parts.Contains(OfFeed))
        {
            await ChangeFeed.RunAsync(bench, cancellationToken);
        }

        if (parts.Contains(OfBatch))
        {
            await PartnerBatches.RunAsync(bench, cancellationToken);
        }

        if (parts.Contains(OfImport))
        {
            await Importing.RunAsync(bench, cancellationToken);
        }

        if (parts.Contains(OfExport))
        {
            await Export.RunAsync(bench, cancellationToken);
        }

        if (parts.Contains(OfCache))
        {
            await CachedReads.RunAsync(bench, cancellationToken);
        }

        if (parts.Contains(OfOverload))
        {
            Overload.Run(bench);
        }

        if (parts.Contains(OfPages))
        {
            await Pages.RunAsync(bench, Path.Combine(Results, "pages"), cancellationToken);
        }

        if (parts.Contains(OfMemory))
        {
            Footprint.Resident(bench);
        }

        if (parts.Contains(OfStart))
        {
            Footprint.Start(bench);
        }

        if (parts.Contains(OfGrowth))
        {
            await GrowthAsync(report, effort, growth, cancellationToken);
        }

        if (bench.Slowest.Path is null)
        {
            return report;
        }

        await Plans.WriteAsync(server, Path.Combine(Results, "slowest.txt"), [bench.Slowest.Path], cancellationToken);
        Console.WriteLine($"\nThe slowest request took {bench.Slowest.Milliseconds:0.0} ms; its plan is in bench/results/slowest.txt:\n  {Uri.UnescapeDataString(bench.Slowest.Path)}");
        return report;
    }

    /// <summary>A warning where other programs leave too little of the machine, as far as it can be told.</summary>
    private static string Busy()
    {
        const string LoadAverage = "/proc/loadavg";
        if (!File.Exists(LoadAverage))
        {
            return "";
        }

        var load = double.Parse(File.ReadAllText(LoadAverage).Split(' ')[0], CultureInfo.InvariantCulture);
        return load < Environment.ProcessorCount / 2.0 ? "" : string.Create(CultureInfo.InvariantCulture, $"\nOther programs kept the machine busy before the run (load {load}): take the values with care.");
    }

    private static async Task GrowthAsync(Report report, Effort effort, string[]? growth, CancellationToken cancellationToken)
    {
        if (growth is [var few, var many, var open])
        {
            await Growth.RunAsync(report, effort, Size(few, open), Size(many, open), cancellationToken);
        }
        else
        {
            report.Add(Line.Missing("search p50 from few to many projects", Budget.AtMost(2), "in the full run only"));
        }
    }

    private static Where Size(string projects, string open) =>
        new(int.Parse(projects, CultureInfo.InvariantCulture), int.Parse(open, CultureInfo.InvariantCulture));
}
