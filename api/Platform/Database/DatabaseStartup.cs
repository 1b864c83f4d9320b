using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Portal.Api.Data;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.EmbeddedPostgres;

namespace Portal.Api.Platform.Database;

/// <summary>Makes the database ready: creates it, migrates it, and fills an empty one with sample data where wanted.</summary>
public sealed class DatabaseStartup(
    IServiceProvider services,
    DatabaseConnection connection,
    IConfiguration configuration,
    BrusselsClock clock,
    TimeProvider time,
    ILogger<DatabaseStartup> logger)
{
    /// <summary>Held while a process migrates, so that a second one that starts at the same time waits for it.</summary>
    private const long MigrationLock = 0x506F7274616C01;

    /// <summary>True once every migration has been applied.</summary>
    public bool IsReady { get; private set; }

    /// <exception cref="StartupException">The database cannot be used; the message says what to do.</exception>
    public async Task PrepareAsync(bool withSampleData, CancellationToken cancellationToken)
    {
        try
        {
            await connection.OpenAsync(Report, cancellationToken);
            await CreateAsync(cancellationToken);
            await MigrateAsync(withSampleData, cancellationToken);
            await services.GetRequiredService<SearchArchive>().MoveAsync(cancellationToken);
            IsReady = true;
        }
        catch (EmbeddedPostgresException exception)
        {
            throw new StartupException(exception.Message);
        }
        catch (Exception exception) when ((exception as NpgsqlException ?? exception.InnerException as NpgsqlException) is { } refused)
        {
            var target = new NpgsqlConnectionStringBuilder(connection.ConnectionString);
            throw new StartupException(
                $"The database '{target.Database}' at {target.Host}:{target.Port} cannot be used ({refused.Message}); check ConnectionStrings__Portal and that the server runs and lets '{target.Username}' in.");
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var creator = scope.ServiceProvider.GetRequiredService<PortalDbContext>().GetService<IRelationalDatabaseCreator>();
        if (await creator.ExistsAsync(cancellationToken))
        {
            return;
        }

        Report("Creating the database");
        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another instance that started at the same time was faster.
        }
    }

    private async Task MigrateAsync(bool withSampleData, CancellationToken cancellationToken)
    {
        // A session of its own: the lock ends with it, however that comes.
        await using var holder = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Pooling = false }.ConnectionString);
        await holder.OpenAsync(cancellationToken);
        await using var take = new NpgsqlCommand("SELECT pg_advisory_lock($1)", holder) { Parameters = { new() { Value = MigrationLock } } };
        await take.ExecuteNonQueryAsync(cancellationToken);

        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PortalDbContext>();
        // Asking for pending migrations in a database without their table would log an error.
        await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellationToken);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        if (pending > 0)
        {
            Report($"Applying {pending} migration(s)");
            await db.Database.MigrateAsync(cancellationToken);
        }

        if (withSampleData && configuration.GetValue("SampleData:Load", connection.IsEmbedded)
            && await scope.ServiceProvider.GetRequiredService<SampleData>()
                .LoadIntoEmptyAsync(clock.Today, time.GetUtcNow(), cancellationToken))
        {
            Report("Loaded the sample data");
        }
    }

    private void Report(string step) => logger.LogInformation("{Step}", step);
}
