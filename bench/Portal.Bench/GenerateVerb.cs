using System.CommandLine;
using System.Diagnostics;
using Portal.Bench.Generate;
using Portal.Bench.Load;

namespace Portal.Bench;

/// <summary>generate: makes a data folder with a database of made-up projects, unless it is there already.</summary>
internal static class GenerateVerb
{
    /// <summary>How many days generated data is used for.</summary>
    private const int DaysOfUse = 14;

    public static Command Create()
    {
        var where = new WhereOptions();
        var seed = new Option<long>("--seed") { Description = "Where all chance comes from.", DefaultValueFactory = _ => 1 };
        var day = new Option<DateOnly?>("--day") { Description = "The day that is today in the data; the real one when left out." };
        var refill = new Option<bool>("--refill") { Description = "Fill only what search reads again, after its tables or views have changed." };
        var anew = new Option<bool>("--anew") { Description = "Make it again even when it is there." };
        var command = new Command("generate", "Makes a database of made-up projects, unless it is there already.") { seed, day, refill, anew };
        where.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            where.Of(parsed), parsed.GetValue(day), (ulong)parsed.GetValue(seed), parsed.GetValue(refill), parsed.GetValue(anew), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Where where, DateOnly? day, ulong seed, bool refill, bool anew, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var plan = Plan.For(where.Projects, where.Open, day ?? today, seed);
        var watch = Stopwatch.StartNew();
        void Progress(string step) => Console.WriteLine($"{watch.Elapsed.TotalSeconds,6:0} s  {step}");
        await using var server = await BenchServer.StartAsync(where, Progress, cancellationToken);
        if (!refill && !anew && await server.Database.PlanAsync(ofAnyOrigin: false, cancellationToken) is { } there && Serves(there))
        {
            Console.WriteLine($"{there.Projects:N0} projects of {there.Day:yyyy-MM-dd} are there already.");
            return 0;
        }

        if (refill)
        {
            await Generation.RefillAsync(server.Database, Progress, cancellationToken);
        }
        else
        {
            await Generation.RunAsync(server.Database, plan, Progress, cancellationToken);
        }

        Progress("Done");
        return 0;

        // From day to day fewer of them are open.
        bool Serves(Plan there) => there with { Day = plan.Day } == plan && (day is null ? there.Day >= today.AddDays(-DaysOfUse) : there.Day == day);
    }
}
