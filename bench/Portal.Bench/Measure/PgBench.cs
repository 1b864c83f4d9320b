using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Portal.Bench.Measure;

/// <summary>
/// Runs the statements of requests with pgbench. Statements are prepared once on each connection and then executed with the
/// values of each request, as Npgsql does; what came in one message goes in one message.
/// </summary>
internal sealed partial class PgBench : IDisposable
{
    /// <summary>pgbench takes 128 files at the most.</summary>
    private const int Files = 100;

    private readonly string _program;
    private readonly NpgsqlConnectionStringBuilder _target;
    private readonly string _folder = Directory.CreateTempSubdirectory("portal-bench-").FullName;
    private readonly List<string> _files = [];
    private readonly HashSet<string> _names = [];
    private readonly int _requestsInAFile;

    private PgBench(string program, string connectionString, int requestsInAFile)
    {
        _program = program;
        _target = new NpgsqlConnectionStringBuilder(connectionString);
        _requestsInAFile = requestsInAFile;
    }

    /// <summary>Where pgbench is; null where it is not.</summary>
    public static string? Find()
    {
        string[] folders =
        [
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
            .. Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")) : [],
            "/opt/homebrew/opt/libpq/bin",
        ];
        return folders.SelectMany(folder => new[] { Path.Combine(folder, "pgbench"), Path.Combine(folder, "pgbench.exe") }).FirstOrDefault(File.Exists);
    }

    /// <param name="program">Where pgbench is.</param>
    /// <param name="connectionString">The database.</param>
    /// <param name="requests">The statements of each request.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<PgBench> MakeAsync(string program, string connectionString, IReadOnlyList<List<Statement>> requests, CancellationToken cancellationToken)
    {
        var perFile = (requests.Count + Files - 1) / Files;
        var bench = new PgBench(program, connectionString, perFile);
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        var prepared = new Dictionary<string, string>();
        // Whole files only, so that every transaction stands for as many requests.
        foreach (var part in requests.Chunk(perFile).Where(part => part.Length == perFile))
        {
            var script = new StringBuilder();
            foreach (var statement in part.SelectMany(statements => statements).DistinctBy(statement => statement.Name))
            {
                if (!prepared.TryGetValue(statement.Name, out var prepare))
                {
                    prepared[statement.Name] = prepare = await statement.PrepareAsync(connection, cancellationToken);
                }

                // Each connection has its own variables.
                script.Append(CultureInfo.InvariantCulture, $"\\if :{statement.Name} = 0\n{prepare};\n\\set {statement.Name} 1\n\\endif\n");
                bench._names.Add(statement.Name);
            }

            foreach (var message in part.SelectMany(statements => Messages(statements)))
            {
                script.AppendJoin("\\;\n", message.Select(statement => statement.Execute)).Append(";\n");
            }

            var file = Path.Combine(bench._folder, $"{bench._files.Count}.sql");
            await File.WriteAllTextAsync(file, script.ToString(), cancellationToken);
            bench._files.Add(file);
        }

        return bench;
    }

    /// <summary>
    /// Runs for twice the time and counts the second half: its connections are new ones, and plan every statement a few times
    /// before they keep a plan, which those of the API have behind them.
    /// </summary>
    /// <returns>Requests a second.</returns>
    public async Task<double> RunAsync(int clients, int seconds, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(_program) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] args =
        [
            "-n", "-M", "simple", "-h", _target.Host!, "-p", $"{_target.Port}", "-U", _target.Username!,
            "-c", $"{clients}", "-j", $"{Math.Min(clients, Environment.ProcessorCount)}", "-T", $"{2 * seconds}", "-P", "1",
            .. _names.SelectMany(name => new[] { "-D", $"{name}=0" }),
            .. _files.SelectMany(file => new[] { "-f", file }),
            _target.Database!,
        ];
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment["PGPASSWORD"] = _target.Password;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        await output;
        var told = await errors;
        var eachSecond = Progress().Matches(told).Select(line => double.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).ToList();
        if (process.ExitCode != 0 || eachSecond.Count < seconds)
        {
            throw new Refusal($"pgbench failed ({process.ExitCode}):\n{string.Join('\n', told.Split('\n').TakeLast(12))}");
        }

        return eachSecond.TakeLast(seconds).Average() * _requestsInAFile;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<List<Statement>> Messages(List<Statement> statements)
    {
        List<Statement> message = [];
        foreach (var statement in statements)
        {
            if (message.Count > 0 && message[^1].Transaction != statement.Transaction)
            {
                yield return message;
                message = [];
            }

            message.Add(statement);
        }

        if (message.Count > 0)
        {
            yield return message;
        }
    }

    [GeneratedRegex(@"^progress: [\d.]+ s, ([\d.]+) tps", RegexOptions.Multiline)]
    private static partial Regex Progress();
}
