using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;
using Portal.Bench.Load;

namespace Portal.Bench.Measure;

/// <summary>How the server runs the statements of a request: EXPLAIN (ANALYZE, BUFFERS) of each.</summary>
internal static partial class Plans
{
    public static async Task WriteAsync(BenchServer server, string file, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        var summary = new StringBuilder("Milliseconds of planning and of running, and how many statements they were:\n\n");
        using var log = await ServerLog.OpenAsync(server, cancellationToken);
        await using var connection = await server.Database.OpenAsync(bulk: false, cancellationToken);
        foreach (var path in paths)
        {
            log.StatementsOf(path);
            text.AppendLine(CultureInfo.InvariantCulture, $"── GET {Uri.UnescapeDataString(path)}\n");
            var statements = log.StatementsOf(path);
            var milliseconds = new Dictionary<string, double> { ["Planning"] = 0, ["Execution"] = 0 };
            foreach (var statement in statements)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{statement.Sql}\n\n{string.Join('\n', statement.Values.Select((value, index) => $"  ${index + 1} = {value}"))}\n");
                foreach (var line in await ExplainAsync(connection, statement, cancellationToken))
                {
                    text.AppendLine(CultureInfo.InvariantCulture, $"  {line}");
                    if (Took().Match(line) is { Success: true } took)
                    {
                        milliseconds[took.Groups[1].Value] += double.Parse(took.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
                    }
                }

                text.AppendLine();
            }

            summary.AppendLine(CultureInfo.InvariantCulture, $"{milliseconds["Planning"],8:0.0} {milliseconds["Execution"],9:0.0} {statements.Count,3}  {Uri.UnescapeDataString(path)}");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, $"{summary}\n{text}", cancellationToken);
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

    [GeneratedRegex(@"^(Planning|Execution) Time: ([\d.]+) ms")]
    private static partial Regex Took();
}
