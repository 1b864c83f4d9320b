namespace Portal.Bench.Measure;

/// <summary>Throughput over HTTP beside pgbench running the same statements on the same server.</summary>
internal static class AgainstPgBench
{
    private const string Install = "pgbench is missing: install PostgreSQL's client programs (Debian: postgresql-contrib or postgresql-15; macOS: libpq)";

    private static readonly Budget Search = Budget.AtLeast(0.6);
    private static readonly Budget ById = Budget.AtLeast(0.25);

    public static async Task RunAsync(Bench bench, CancellationToken cancellationToken)
    {
        var mixed = Requests.Mixed(bench.Effort.Queries, bench.Plan.Day, bench.Plan.Seed);
        var projects = await SomeAsync(bench, "projects", cancellationToken);
        var organisations = await SomeAsync(bench, "organisations", cancellationToken);
        (string What, string[] Paths, Budget Budget)[] comparisons =
        [
            ("search, mixed queries, uncached", [.. mixed.Select(query => Bench.Search + query)], Search),
            ("project by id, uncached", [.. projects.Select(id => $"/v1/projects/{id}")], ById),
            ("organisation by id, uncached", [.. organisations.Select(id => $"/v1/organisations/{id}")], ById),
        ];
        if (PgBench.Find() is not { } program)
        {
            foreach (var (what, _, budget) in comparisons)
            {
                bench.Report.Add(Line.Missing(what, budget, Install));
            }

            return;
        }

        var statements = await StatementsAsync(bench, [.. comparisons.Select(comparison => comparison.Paths)], cancellationToken);
        foreach (var (index, (what, paths, budget)) in comparisons.Index())
        {
            bench.Report.Add(await CompareAsync(bench, program, what, paths, statements[index], budget, cancellationToken));
        }
    }

    private static async Task<Line> CompareAsync(
        Bench bench, string program, string what, string[] paths, List<List<Statement>> statements, Budget budget, CancellationToken cancellationToken)
    {
        using var pgbench = await PgBench.MakeAsync(program, bench.Server.Database.ConnectionString, statements, cancellationToken);
        var requests = Bench.Prepare("", paths);
        bench.Http.Throughput(requests, Effort.Clients, bench.Effort.Seconds);
        await pgbench.RunAsync(Effort.Clients, bench.Effort.Seconds, cancellationToken);
        List<double> api = [], sql = [];
        for (var round = 0; round < bench.Effort.Rounds; round++)
        {
            api.Add(bench.Http.Throughput(requests, Effort.Clients, bench.Effort.Seconds));
            sql.Add(await pgbench.RunAsync(Effort.Clients, bench.Effort.Seconds, cancellationToken));
        }

        var (measured, reference) = (Timings.Median(api), Timings.Median(sql));
        return new(what, Bench.ASecond(measured), $"pgbench {Bench.ASecond(reference)}", measured / reference, budget);
    }

    /// <summary>Asked three times: what is prepared after some uses, and what is found out once, is then as it stays.</summary>
    private static async Task<List<List<List<Statement>>>> StatementsAsync(Bench bench, string[][] paths, CancellationToken cancellationToken)
    {
        using var log = await ServerLog.OpenAsync(bench.Server, cancellationToken);
        return [.. paths.Select(some =>
        {
            foreach (var path in some.Take(20))
            {
                log.StatementsOf(path);
            }

            return some.Select(log.StatementsOf).ToList();
        })];
    }

    private static Task<List<Guid>> SomeAsync(Bench bench, string table, CancellationToken cancellationToken) =>
        bench.ReadAsync<Guid>($"SELECT id FROM public.{table} ORDER BY md5(id::text) LIMIT 1000", cancellationToken);
}
