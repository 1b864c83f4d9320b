using System.Globalization;
using System.Text;
using Npgsql;
using Portal.Bench.Load;

namespace Portal.Bench.Measure;

/// <summary>How the server runs the statements of a request: EXPLAIN (ANALYZE, BUFFERS) of each.</summary>
internal static class Plans
{
    public static async Task WriteAsync(BenchServer server, string file, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        using var log = await ServerLog.OpenAsync(server, cancellationToken);
        await using var connection = await server.Database.OpenAsync(bulk: false, cancellationToken);
        foreach (var path in paths)
        {
            log.StatementsOf(path);
            text.AppendLine(CultureInfo.InvariantCulture, $"── GET {Uri.UnescapeDataString(path)}\n");
            foreach (var statement in log.StatementsOf(path))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{statement.Sql}\n\n{string.Join('\n', statement.Values.Select((value, index) => $"  ${index + 1} = {value}"))}\n");
                foreach (var line in await ExplainAsync(connection, statement, cancellationToken))
                {
                    text.AppendLine(CultureInfo.InvariantCulture, $"  {line}");
                }

                text.AppendLine();
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text.ToString(), cancellationToken);
    }

    private static async Task<List<string>> ExplainAsync(NpgsqlConnection connection, Statement statement, CancellationToken cancellationToken)
    {
        var prepare = await statement.PrepareAsync(connection, cancellationToken);
        await BenchDatabase.ExecuteAsync(connection, prepare, cancellationToken);
        try
        {
            return await BenchDatabase.ListAsync<string>(connection, $"EXPLAIN (ANALYZE, BUFFERS) {statement.Execute}", cancellationToken);
        }
        finally
        {
            await BenchDatabase.ExecuteAsync(connection, $"DEALLOCATE {statement.Name}", cancellationToken);
        }
    }
}
