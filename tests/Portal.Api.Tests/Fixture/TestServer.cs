using System.Globalization;
using DotNet.Testcontainers.Builders;
using Npgsql;
using Portal.Api.Platform.EmbeddedPostgres;
using Portal.Api.Tests.Fixture;
using Testcontainers.PostgreSql;

[assembly: AssemblyFixture(typeof(TestServer))]

namespace Portal.Api.Tests.Fixture;

/// <summary>
/// The PostgreSQL server of this run, chosen once: the configured one (ConnectionStrings__Portal), else a container where
/// a Docker engine answers, else the embedded server on a data folder of its own.
/// A real server and never an in-memory one: change numbers, search, constraints and half of the availability rules live
/// in the database, and a stand-in would agree with none of them.
/// Each test class works on a database of its own, copied from one that was migrated once, so classes can run side by
/// side; the run drops what it made and leaves the server's other databases alone.
/// </summary>
public sealed class TestServer : IAsyncLifetime
{
    private const string NamePrefix = "portal_test_";
    private const string NameTime = "yyyyMMddHHmmss";

    private readonly SemaphoreSlim copying = new(1);
    private readonly string run = $"{NamePrefix}{DateTime.UtcNow.ToString(NameTime, CultureInfo.InvariantCulture)}_{Random.Shared.Next(0x1000000):x6}";
    private PostgreSqlContainer? container;
    private EmbeddedPostgresServer? embedded;
    private string server = "";
    private int count;

    private string Template => $"{run}_template";

    public async ValueTask InitializeAsync()
    {
        server = await ChooseAsync();
        await using var migrated = new PortalHost(ConnectionString(Template));
        migrated.Start();
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await DropAsync(name => name.StartsWith(run, StringComparison.Ordinal));
        if (embedded is not null)
        {
            await embedded.DisposeAsync();
        }

        if (container is not null)
        {
            await container.DisposeAsync();
        }

        copying.Dispose();
    }

    /// <summary>Copies the migrated database, which has the code lists and nothing else, and tells how to connect to the copy.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        // PostgreSQL refuses to copy one database twice at a time.
        await copying.WaitAsync();
        try
        {
            var name = NewName();
            await AdminAsync($"CREATE DATABASE {name} TEMPLATE {Template}");
            return ConnectionString(name);
        }
        finally
        {
            copying.Release();
        }
    }

    /// <summary>How to connect to a database that does not exist yet. It is dropped with the others.</summary>
    public string MissingDatabase() => ConnectionString(NewName());

    public Task DropAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        return DropAsync(existing => existing == name);
    }

    private string NewName() => $"{run}_{Interlocked.Increment(ref count)}";

    private async Task<string> ChooseAsync()
    {
        var configured = Environment.GetEnvironmentVariable("ConnectionStrings__Portal");
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return configured;
        }

        if (await ContainerAsync() is { } started)
        {
            container = started;
            return container.GetConnectionString();
        }

        embedded = await EmbeddedPostgresServer.StartOrJoinAsync(
            EmbeddedPostgresOptions.InCheckout(AppContext.BaseDirectory, "test-postgres") with { Durable = false },
            progress: null,
            CancellationToken.None);
        server = embedded.ConnectionString("postgres");
        await DropAsync(IsLeftOver);
        return server;
    }

    private static async Task<PostgreSqlContainer?> ContainerAsync()
    {
        PostgreSqlContainer built;
        try
        {
            // Building asks for the engine, with every way that Testcontainers knows to find one.
            built = new PostgreSqlBuilder(Environment.GetEnvironmentVariable("PORTAL_TEST_POSTGRES_IMAGE") ?? "postgres:18").Build();
        }
        catch (DockerUnavailableException)
        {
            return null;
        }

        await built.StartAsync();
        return built;
    }

    /// <summary>A run that was killed could not drop its databases.</summary>
    private static bool IsLeftOver(string name) =>
        name.StartsWith(NamePrefix, StringComparison.Ordinal)
        && name.Length > NamePrefix.Length + NameTime.Length
        && DateTime.TryParseExact(
            name.AsSpan(NamePrefix.Length, NameTime.Length), NameTime, CultureInfo.InvariantCulture, DateTimeStyles.None, out var made)
        && made < DateTime.UtcNow.AddHours(-2);

    private async Task DropAsync(Func<string, bool> condemned)
    {
        var names = new List<string>();
        await using var admin = new NpgsqlConnection(AdminConnectionString);
        await admin.OpenAsync();
        await using (var list = new NpgsqlCommand("SELECT datname FROM pg_database", admin))
        await using (var reader = await list.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                names.Add(reader.GetString(0));
            }
        }

        foreach (var name in names.Where(condemned))
        {
            await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", admin);
            await drop.ExecuteNonQueryAsync();
        }
    }

    private async Task AdminAsync(string sql)
    {
        await using var admin = new NpgsqlConnection(AdminConnectionString);
        await admin.OpenAsync();
        await using var command = new NpgsqlCommand(sql, admin);
        await command.ExecuteNonQueryAsync();
    }

    private string AdminConnectionString => new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false }.ConnectionString;

    private string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(server) { Database = database, MaxPoolSize = 30 }.ConnectionString;
}
