using Npgsql;
using Portal.Api.Platform.EmbeddedPostgres;

namespace Portal.Api.Platform.Database;

/// <summary>
/// The connection string of the process: the configured one, else the one of the embedded server, which is started,
/// or shared where another process has started it already.
/// </summary>
public sealed class DatabaseConnection(IConfiguration configuration) : IAsyncDisposable
{
    private EmbeddedPostgresServer? embedded;
    private string? connectionString;

    public string ConnectionString => connectionString
        ?? throw new InvalidOperationException($"{nameof(OpenAsync)} has to come first.");

    public bool IsEmbedded => embedded is not null;

    public async Task OpenAsync(Action<string> progress, CancellationToken cancellationToken)
    {
        var configured = configuration.GetConnectionString(PortalDatabase.ConnectionName);
        if (string.IsNullOrWhiteSpace(configured))
        {
            embedded = await EmbeddedPostgresServer.StartOrJoinAsync(EmbeddedOptions(), progress, cancellationToken);
            configured = embedded.ConnectionString(configuration["EmbeddedPostgres:Database"] ?? "portal");
        }

        connectionString = WithDefaults(configured);
    }

    public async ValueTask DisposeAsync()
    {
        if (embedded is not null)
        {
            await embedded.DisposeAsync();
        }
    }

    private static string WithDefaults(string configured)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(configured);
        }
        catch (ArgumentException exception)
        {
            throw new StartupException(
                $"ConnectionStrings__Portal cannot be read ({exception.Message}) Write it like Host=localhost;Database=portal;Username=portal;Password=secret.");
        }

        if (string.IsNullOrEmpty(builder.Host) || string.IsNullOrEmpty(builder.Database))
        {
            throw new StartupException("ConnectionStrings__Portal has to name at least a Host and a Database.");
        }

        builder.ApplicationName ??= "portal";
        // Nothing here changes a session: settings and locks end with their transaction. Clearing one anyway is seven more
        // statements before each request's own.
        builder.NoResetOnClose = true;
        if (builder.MaxAutoPrepare == 0)
        {
            // A search is put together from its filters, so there are some hundred statements; planning them takes longer than
            // running them. Npgsql advises against more.
            builder.MaxAutoPrepare = 256;
            builder.AutoPrepareMinUsages = 2;
        }

        return builder.ConnectionString;
    }

    private EmbeddedPostgresOptions EmbeddedOptions()
    {
        var usual = EmbeddedPostgresOptions.InCheckout(AppContext.BaseDirectory);
        var checkout = Path.GetDirectoryName(usual.NodeModulesFolder)!;
        return usual with
        {
            NodeModulesFolder = configuration["EmbeddedPostgres:NodeModules"] ?? usual.NodeModulesFolder,
            DataFolder = Path.GetFullPath(configuration["EmbeddedPostgres:DataFolder"] ?? usual.DataFolder, checkout),
            Durable = configuration.GetValue("EmbeddedPostgres:Durable", usual.Durable),
        };
    }
}

/// <summary>Why the process cannot start, in one sentence that says what to do.</summary>
public sealed class StartupException(string message) : Exception(message);
