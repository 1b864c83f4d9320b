using System.CommandLine;
using Portal.Api.Platform.EmbeddedPostgres;
using Portal.Bench.Load;

namespace Portal.Bench;

/// <summary>Which data: its size, and the server that it is on when it is not one of our own.</summary>
internal sealed record Where(int Projects, int? Open, string? Connection = null)
{
    public string FolderName => $"bench-{Projects}{(Open is { } open ? $"-{open}-open" : "")}";
}

internal sealed class WhereOptions
{
    private readonly Option<int> _projects = new("--projects") { Description = "How many projects.", DefaultValueFactory = _ => 10_000 };
    private readonly Option<int?> _open = new("--open") { Description = "How many of them are open; 3 % when left out." };
    private readonly Option<string?> _connection = new("--connection") { Description = "A server to use, as its superuser; one of our own when left out." };

    public void AddTo(Command command)
    {
        command.Options.Add(_projects);
        command.Options.Add(_open);
        command.Options.Add(_connection);
    }

    public Where Of(ParseResult parsed) => new(parsed.GetValue(_projects), parsed.GetValue(_open), parsed.GetValue(_connection));
}

/// <summary>The server that holds one size of data.</summary>
internal sealed class BenchServer(BenchDatabase database, EmbeddedPostgresServer? own) : IAsyncDisposable
{
    /// <summary>A quarter of what a small server has. The embedded server's usual 128 MB are for a laptop that does other things too.</summary>
    private const string SharedBuffers = "1GB";

    public BenchDatabase Database { get; } = database;

    /// <summary>Beside its data.</summary>
    public async Task<string> LogFileAsync(CancellationToken cancellationToken)
    {
        await using var connection = await Database.OpenAsync(bulk: false, cancellationToken);
        return Path.Combine(Path.GetDirectoryName((await BenchDatabase.ListAsync<string>(connection, "SHOW data_directory", cancellationToken))[0])!, "postgres.log");
    }

    public static async Task<BenchServer> StartAsync(Where where, Action<string> progress, CancellationToken cancellationToken)
    {
        if (where.Connection is { } given)
        {
            return new BenchServer(new BenchDatabase(given), null);
        }

        // What is lost in a power cut is made again.
        var options = EmbeddedPostgresOptions.InCheckout(AppContext.BaseDirectory, where.FolderName) with { Durable = false, SharedBuffers = SharedBuffers };
        var server = await EmbeddedPostgresServer.StartOrJoinAsync(options, progress, cancellationToken);
        return new BenchServer(new BenchDatabase(server.ConnectionString("postgres")), server);
    }

    public async ValueTask DisposeAsync()
    {
        if (own is not null)
        {
            await own.DisposeAsync();
        }
    }
}
