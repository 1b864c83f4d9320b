using System.Collections.Concurrent;
using Npgsql;

namespace Portal.Bench.Load;

/// <summary>Fills what search reads from the views that say how its rows are made, in several connections.</summary>
internal static class SearchRows
{
    private const int Workers = 2;
    private const int ChunkSize = 2_000;

    /// <summary>As the API archives: what ended so many days ago is out of the way.</summary>
    private const int SlackInDays = Api.Platform.Database.SearchArchive.SlackInDays;

    private static readonly string[] Tables = ["project_search", "organisation_search", "search_words"];

    public static async Task FillAsync(BenchDatabase database, DateOnly day, Action<string> progress, CancellationToken cancellationToken)
    {
        await Indexes.DropAsync(database, Tables, cancellationToken);
        await using var connection = await database.OpenAsync(bulk: true, cancellationToken);
        await BenchDatabase.ExecuteAsync(connection, $"TRUNCATE {string.Join(", ", Tables.Select(table => $"public.{table}"))}", cancellationToken);
        // While it is empty nothing has to move, and every row is then put where it belongs.
        await BenchDatabase.ExecuteAsync(connection, $"SELECT public.archive_projects('{day.AddDays(-SlackInDays):yyyy-MM-dd}')", cancellationToken);
        await FromViewAsync(database, "organisations", "organisation_search", progress, cancellationToken);
        await FromViewAsync(database, "projects", "project_search", progress, cancellationToken);
        progress("Collecting words and making the indexes of search");
        await Indexes.MakeAsync(
            database,
            [
                """
                INSERT INTO public.search_words (word)
                    SELECT word FROM ts_stat('SELECT body FROM public.project_search UNION ALL SELECT body FROM public.organisation_search')
                """,
            ],
            cancellationToken);
    }

    private static async Task FromViewAsync(BenchDatabase database, string source, string target, Action<string> progress, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(bulk: true, cancellationToken);
        var starts = await BenchDatabase.ListAsync<Guid>(
            connection, $"SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS number FROM public.{source}) AS numbered WHERE number % {ChunkSize} = 1 ORDER BY id", cancellationToken);
        var chunks = new ConcurrentQueue<(Guid From, Guid To)>(starts.Select((start, index) => (start, index + 1 < starts.Count ? starts[index + 1] : Guid.AllBitsSet)));
        var done = 0;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
        {
            await using var worker = await database.OpenAsync(bulk: true, cancellationToken);
            while (chunks.TryDequeue(out var chunk))
            {
                await using var command = new NpgsqlCommand($"INSERT INTO public.{target} SELECT * FROM public.{target}_rows WHERE id >= $1 AND id < $2", worker)
                {
                    Parameters = { new() { Value = chunk.From }, new() { Value = chunk.To } },
                    CommandTimeout = 0,
                };
                await command.ExecuteNonQueryAsync(cancellationToken);
                var finished = Interlocked.Increment(ref done);
                if (finished % 25 == 0)
                {
                    progress($"Filling {target}: {(long)finished * ChunkSize:N0} of about {(long)starts.Count * ChunkSize:N0}");
                }
            }
        }));
    }
}
