using Portal.Bench.Load;

namespace Portal.Bench.Measure;

/// <summary>
/// Searches on few and on many projects, of which as many are open. The two servers take turns, so that both have the same
/// machine.
/// </summary>
internal static class Growth
{
    private const int Rounds = 3;

    private static readonly Budget Budget = Budget.AtMost(2);

    public static async Task RunAsync(Report report, Effort effort, Where few, Where many, CancellationToken cancellationToken)
    {
        await using var small = await BenchServer.StartAsync(few, _ => { }, cancellationToken);
        await using var large = await BenchServer.StartAsync(many, _ => { }, cancellationToken);
        var plan = await large.Database.PlanAsync(ofAnyOrigin: false, cancellationToken)
            ?? throw new Refusal($"There are no {many.Projects} projects with {many.Open} open ones made with the tables of today: generate them first.");
        if (await small.Database.PlanAsync(ofAnyOrigin: false, cancellationToken) is not { } other || other.Day != plan.Day)
        {
            // Of the same day, so that as many of both are still open.
            await Generation.RunAsync(small.Database, plan with { Projects = few.Projects }, _ => { }, cancellationToken);
        }

        using var ofFew = ServedProgram.StartApi(small.Database.ConnectionString);
        using var ofMany = ServedProgram.StartApi(large.Database.ConnectionString);
        var queries = Requests.Mixed(effort.Queries, plan.Day, plan.Seed).Where(query => !query.Contains("availability", StringComparison.Ordinal));
        var requests = Bench.Prepare(Bench.Search, queries);
        HttpLoad onFew = new(ofFew), onMany = new(ofMany);
        onFew.Latencies(requests, 2);
        onMany.Latencies(requests, 2);
        List<double> before = [], after = [];
        for (var round = 0; round < Rounds; round++)
        {
            before.Add(Timings.Median(onFew.Latencies(requests, effort.Times)));
            after.Add(Timings.Median(onMany.Latencies(requests, effort.Times)));
        }

        var (measured, reference) = (Timings.Median(after), Timings.Median(before));
        report.Add(new(
            $"search p50 from {few.Projects:N0} to {many.Projects:N0} projects, {few.Open:N0} open", Bench.Milliseconds(measured), Bench.Milliseconds(reference), measured / reference, Budget));
    }
}
