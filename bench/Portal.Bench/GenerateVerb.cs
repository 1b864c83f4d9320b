using System.CommandLine;
using System.Diagnostics;
using Portal.Bench.Generate;
using Portal.Bench.Load;

namespace Portal.Bench;

/// <summary>generate: makes a data folder with a database of made-up projects, unless it is there already.</summary>
internal static class GenerateVerb
{
    public static Command Create()
    {
        var where = new WhereOptions();
        var seed = new Option<long>("--seed") { Description = "Where all chance comes from.", DefaultValueFactory = _ => 1 };
        var day = new Option<DateOnly?>("--day") { Description = "The day that is today in the data; the real one when left out." };
        var refill = new Option<bool>("--refill") { Description = "Fill only what search reads again, after its tables or views have changed." };
        var command = new Command("generate", "Makes a database of made-up projects.") { seed, day, refill };
        where.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            where.Of(parsed), parsed.GetValue(day) ?? DateOnly.FromDateTime(DateTime.UtcNow), (ulong)parsed.GetValue(seed), parsed.GetValue(refill), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Where where, DateOnly day, ulong seed, bool refill, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        void Progress(string step) => Console.WriteLine($"{watch.Elapsed.TotalSeconds,6:0} s  {step}");
        await using var server = await BenchServer.StartAsync(where, Progress, cancellationToken);
        if (refill)
        {
            await Generation.RefillAsync(server.Database, Progress, cancellationToken);
        }
        else
        {
            await Generation.RunAsync(server.Database, Plan.For(where.Projects, where.Open, day, seed), Progress, cancellationToken);
        }

        Progress("Done");
        return 0;
    }
}
