using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Portal.Api.Data;
using Portal.Bench.Generate;

namespace Portal.Bench.Load;

/// <summary>A database with generated data on a server of its own, and what is known about it.</summary>
internal sealed class BenchDatabase(string connectionString)
{
    public const string Name = "bench";

    public string ConnectionString { get; } = new NpgsqlConnectionStringBuilder(connectionString) { Database = Name }.ConnectionString;

    /// <param name="bulk">Without triggers and foreign keys, as only a superuser can, and for this connection alone.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<NpgsqlConnection> OpenAsync(bool bulk, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString) { CommandTimeout = 0, Pooling = false };
        if (bulk)
        {
            builder.Options = "-c session_replication_role=replica -c synchronous_commit=off -c maintenance_work_mem=512MB -c max_parallel_maintenance_workers=1";
        }

        var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>Makes it anew, empty, with all tables.</summary>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        await using (var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString))
        {
            await server.OpenAsync(cancellationToken);
            // Nothing is to happen that nobody asked for, neither while data is loaded nor while something is measured.
            await ExecuteAsync(server, "ALTER SYSTEM SET autovacuum = off", cancellationToken);
            await ExecuteAsync(server, "ALTER SYSTEM SET max_wal_size = '8GB'", cancellationToken);
            await ExecuteAsync(server, "SELECT pg_reload_conf()", cancellationToken);
            await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", cancellationToken);
            await ExecuteAsync(server, $"CREATE DATABASE {Name}", cancellationToken);
        }

        await MigrateAsync(cancellationToken);
        await using var connection = await OpenAsync(bulk: false, cancellationToken);
        await ExecuteAsync(
            connection,
            """
            CREATE SCHEMA bench;
            CREATE TABLE bench.generated (version integer, projects integer, open integer, day date, seed bigint, bytes bigint, origin text);
            CREATE TABLE bench.dropped_indexes (definition text);
            """,
            cancellationToken);
    }

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await using var db = Context();
        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>What the rows follow from beside their plan: the tables, and the sentences of the sample data.</summary>
    public string Origin()
    {
        using var db = Context();
        var script = db.GetService<IMigrator>().GenerateScript();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script + TextLanguage.Samples())));
    }

    /// <summary>The plan of the data that is there; null where there is none, it is not whole, or it is not what would be made today.</summary>
    /// <param name="ofAnyOrigin">Whether the data may have been made with other tables.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Plan?> PlanAsync(bool ofAnyOrigin, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(bulk: false, cancellationToken);
            await using var command = new NpgsqlCommand(
                "SELECT projects, open, day, seed FROM bench.generated WHERE version = $1 AND ($2 OR to_jsonb(generated) ->> 'origin' = $3)", connection)
            {
                Parameters = { new() { Value = Plan.Version }, new() { Value = ofAnyOrigin }, new() { Value = Origin() } },
            };
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            return await reader.ReadAsync(cancellationToken)
                ? new Plan(reader.GetInt32(0), reader.GetInt32(1), reader.GetFieldValue<DateOnly>(2), (ulong)reader.GetInt64(3))
                : null;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.UndefinedTable)
        {
            return null;
        }
    }

    public static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<List<T>> ListAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(reader.GetFieldValue<T>(0));
        }

        return found;
    }

    public PortalDbContext Context() => new(new DbContextOptionsBuilder<PortalDbContext>()
        .UseNpgsql(ConnectionString, npgsql => npgsql.MigrationsHistoryTable("migrations").CommandTimeout(0)).UseSnakeCaseNamingConvention().Options);
}
