using System.Globalization;
using Npgsql;
using Portal.Bench.Generate;

namespace Portal.Bench.Measure;

/// <summary>What every measurement needs: a served database, how thorough to be, and where the lines go.</summary>
internal sealed class Bench(BenchServer server, Plan plan, ServedProgram api, Effort effort, Report report)
{
    public const string Search = "/v1/projects?";
    public const string Facets = "/v1/projects/facets?";
    public const string Completions = "/v1/projects/suggestions?";

    public BenchServer Server { get; } = server;

    public Plan Plan { get; } = plan;

    public ServedProgram Api { get; } = api;

    public HttpLoad Http { get; } = new(api);

    public Effort Effort { get; } = effort;

    public Report Report { get; } = report;

    /// <summary>The slowest request so far, and its milliseconds.</summary>
    public (string Path, double Milliseconds) Slowest { get; private set; }

    public static byte[][] Prepare(string path, IEnumerable<string> queries) => [.. queries.Select(query => HttpLane.Prepare(path + query))];

    /// <summary>How long each takes, after all of them have been asked once.</summary>
    public double[] Latencies(string path, IReadOnlyList<string> queries)
    {
        var requests = Prepare(path, queries);
        Http.Latencies(requests, 1);
        var taken = Http.Latencies(requests, Effort.Times);
        var slowest = Array.IndexOf(taken, taken.Max());
        if (taken[slowest] > Slowest.Milliseconds)
        {
            Slowest = (path + queries[slowest], taken[slowest]);
        }

        return taken;
    }

    public async Task<List<T>> ReadAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await Server.Database.OpenAsync(bulk: false, cancellationToken);
        return await Load.BenchDatabase.ListAsync<T>(connection, sql, cancellationToken);
    }

    public static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} ms");

    public static string ASecond(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:N0}/s");
}

/// <summary>How long to measure.</summary>
/// <param name="Queries">Different queries in a mix.</param>
/// <param name="Combinations">Random combinations of filters.</param>
/// <param name="Times">How often each request is timed.</param>
/// <param name="Rounds">How often the two sides of a comparison take turns.</param>
/// <param name="Seconds">How long each turn is.</param>
/// <param name="Visits">How often each page is opened.</param>
internal sealed record Effort(int Queries, int Combinations, int Times, int Rounds, int Seconds, int Visits)
{
    /// <summary>As many at once on both sides of a comparison.</summary>
    public const int Clients = 8;

    public static readonly Effort Full = new(Queries: 240, Combinations: 600, Times: 3, Rounds: 5, Seconds: 6, Visits: 5);

    public static readonly Effort Quick = new(Queries: 200, Combinations: 200, Times: 2, Rounds: 3, Seconds: 2, Visits: 3);
}
