using System.Text.RegularExpressions;
using Npgsql;
using Portal.Bench.Load;

namespace Portal.Bench.Measure;

/// <summary>
/// Finds out what a request asks of the database, from the server's own log: a second API runs on connections that have
/// every statement logged with its values. So it does not matter how the API makes its statements.
/// </summary>
internal sealed partial class ServerLog : IDisposable
{
    private const string EveryStatement = "-c log_min_duration_statement=0 -c log_parameter_max_length=-1";

    private readonly string _file;
    private readonly ServedProgram _api;
    private readonly HttpLane _lane;

    private ServerLog(string file, ServedProgram api)
    {
        _file = file;
        _api = api;
        _lane = new HttpLane(api.Port);
    }

    public static async Task<ServerLog> OpenAsync(BenchServer server, CancellationToken cancellationToken)
    {
        await using (var connection = await server.Database.OpenAsync(bulk: false, cancellationToken))
        {
            // %v is another for each transaction.
            await BenchDatabase.ExecuteAsync(connection, "ALTER SYSTEM SET log_line_prefix = '<%p %v> '", cancellationToken);
            await BenchDatabase.ExecuteAsync(connection, "SELECT pg_reload_conf()", cancellationToken);
            await Task.Delay(500, cancellationToken);
        }

        var logged = new NpgsqlConnectionStringBuilder(server.Database.ConnectionString) { Options = EveryStatement };
        return new ServerLog(await server.LogFileAsync(cancellationToken), ServedProgram.StartApi(logged.ConnectionString));
    }

    /// <summary>The statements that a request causes once it has been asked before, in their order.</summary>
    public List<Statement> StatementsOf(string path)
    {
        var request = HttpLane.Prepare(path);
        var before = new FileInfo(_file).Length;
        var status = _lane.Send(request);
        if (status != 200)
        {
            throw new Refusal($"{path} is answered with {status}: {_lane.Text}");
        }

        using var log = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        log.Position = before;
        using var reader = new StreamReader(log);
        return [.. Read(reader.ReadToEnd())];
    }

    public void Dispose()
    {
        _lane.Dispose();
        _api.Dispose();
    }

    private static IEnumerable<Statement> Read(string log)
    {
        // Lines that go on begin with a tab.
        var entries = log.Replace("\n\t", "\n", StringComparison.Ordinal) is var whole ? Start().Split(whole) : [];
        for (var index = 0; index < entries.Length; index++)
        {
            var entry = Entry().Match(entries[index]);
            if (!entry.Success)
            {
                continue;
            }

            var details = index + 1 < entries.Length ? Details().Match(entries[index + 1]) : Match.Empty;
            yield return new Statement(entry.Groups["transaction"].Value, entry.Groups["sql"].Value.Trim(), details.Success ? [.. Values(details.Groups["values"].Value)] : []);
        }
    }

    /// <summary>Of $1 = 'one', $2 = NULL the literals.</summary>
    private static IEnumerable<string> Values(string text) => Value().Matches(text.Trim()).Select(value => value.Groups["literal"].Value);

    [GeneratedRegex(@"(?m)^(?=<\d+ \S*> [A-Z]+: )")]
    private static partial Regex Start();

    [GeneratedRegex(@"^<(?<transaction>\d+ \S*)> LOG:  duration: [\d.]+ ms  execute [^:]+: (?<sql>.*)$", RegexOptions.Singleline)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^<\d+ \S*> DETAIL:  [Pp]arameters: (?<values>.*)$", RegexOptions.Singleline)]
    private static partial Regex Details();

    [GeneratedRegex(@"\$\d+ = (?<literal>'(?:[^']|'')*'|NULL)", RegexOptions.Singleline)]
    private static partial Regex Value();
}
