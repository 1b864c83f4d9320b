using System.CommandLine;
using Portal.Bench.Measure;

namespace Portal.Bench;

/// <summary>measure: takes every measurement on one size of data and holds them against the budgets.</summary>
internal static class MeasureVerb
{
    private static readonly string Results = Path.Combine(ServedProgram.Checkout, "bench/results");

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
        var command = new Command("measure", "Measures the portal and holds it against its budgets.") { quick, growth };
        where.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            where.Of(parsed), parsed.GetValue(quick) ? Effort.Quick : Effort.Full, parsed.GetValue(growth), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Where where, Effort effort, string[]? growth, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Results);
        var report = await MeasureAsync(where, effort, growth, cancellationToken);
        report.Print();
        report.Write(Path.Combine(Results, "latest.json"));
        return report.Keeps ? 0 : 1;
    }

    private static async Task<Report> MeasureAsync(Where where, Effort effort, string[]? growth, CancellationToken cancellationToken)
    {
        await using var server = await BenchServer.StartAsync(where, step => Console.WriteLine($"  {step}"), cancellationToken);
        var plan = await server.Database.PlanAsync(cancellationToken)
            ?? throw new Refusal($"There are no {where.Projects} projects yet: generate them first.");
        using var api = ServedProgram.StartApi(server.Database.ConnectionString);
        var open = await Sanity.CheckAsync(server, plan, api, cancellationToken);
        var report = new Report($"{plan.Projects:N0} projects of {plan.Organisations:N0} organisations, {open:N0} open today; {Environment.ProcessorCount} processors");
        var bench = new Measure.Bench(server, plan, api, effort, report);
        Latency.Run(bench);
        await AgainstPgBench.RunAsync(bench, cancellationToken);
        Footprint.Resident(bench);
        Footprint.Start(bench);
        if (growth is [var few, var many, var openInBoth])
        {
            await Growth.RunAsync(report, effort, Size(few, openInBoth), Size(many, openInBoth), cancellationToken);
        }
        else
        {
            report.Add(Line.Missing("search p50 from few to many projects", Budget.AtMost(2), "in the full run only"));
        }

        report.Add(Line.Missing("304 and cached reads", Budget.AtLeast(0.7), "not built yet"));
        await Plans.WriteAsync(server, Path.Combine(Results, "slowest.txt"), [bench.Slowest.Path], cancellationToken);
        Console.WriteLine($"\nThe slowest request took {bench.Slowest.Milliseconds:0.0} ms; its plan is in bench/results/slowest.txt:\n  {Uri.UnescapeDataString(bench.Slowest.Path)}");
        return report;
    }

    private static Where Size(string projects, string open) =>
        new(int.Parse(projects, System.Globalization.CultureInfo.InvariantCulture), int.Parse(open, System.Globalization.CultureInfo.InvariantCulture));
}
