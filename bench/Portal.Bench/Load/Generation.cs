using System.Diagnostics;
using Npgsql;
using Portal.Bench.Generate;

namespace Portal.Bench.Load;

/// <summary>From a plan to a database that answers like any other.</summary>
internal static class Generation
{
    private static readonly string[] Tables = ["organisations", "projects"];

    public static async Task RunAsync(BenchDatabase database, Plan plan, Action<string> progress, CancellationToken cancellationToken)
    {
        progress("Making the tables");
        await database.MakeAsync(cancellationToken);
        await Indexes.DropAsync(database, Tables, cancellationToken);
        await WriteAsync(database, plan, progress, cancellationToken);
        progress("Making the indexes of the tables");
        await Indexes.MakeAsync(database, [], cancellationToken);
        await FinishAsync(database, plan, progress, cancellationToken);
    }

    /// <summary>Fills what search reads again, after its tables or views have changed.</summary>
    public static async Task RefillAsync(BenchDatabase database, Action<string> progress, CancellationToken cancellationToken)
    {
        var plan = await database.PlanAsync(ofAnyOrigin: true, cancellationToken)
            ?? throw new Refusal("There is no generated data to fill again: leave --refill out.");
        await database.MigrateAsync(cancellationToken);
        await using (var connection = await database.OpenAsync(bulk: false, cancellationToken))
        {
            await BenchDatabase.ExecuteAsync(connection, "DELETE FROM bench.generated; ALTER TABLE bench.generated ADD COLUMN IF NOT EXISTS origin text", cancellationToken);
        }

        await FinishAsync(database, plan, progress, cancellationToken);
    }

    private static async Task WriteAsync(BenchDatabase database, Plan plan, Action<string> progress, CancellationToken cancellationToken)
    {
        var rows = new Rows(plan);
        await using var connection = await database.OpenAsync(bulk: true, cancellationToken);
        await Copy.OrganisationsAsync(connection, rows.Organisations(), 1, cancellationToken);
        await Copy.ProjectsAsync(connection, Told(rows.Projects(), plan, progress), 1 + plan.Organisations, cancellationToken);
        await BenchDatabase.ExecuteAsync(connection, $"SELECT setval('public.change_number', {plan.Organisations + plan.Projects})", cancellationToken);
    }

    private static async Task FinishAsync(BenchDatabase database, Plan plan, Action<string> progress, CancellationToken cancellationToken)
    {
        await SearchRows.FillAsync(database, plan.Day, progress, cancellationToken);
        progress("Vacuuming");
        await using var connection = await database.OpenAsync(bulk: false, cancellationToken);
        await BenchDatabase.ExecuteAsync(connection, "VACUUM (ANALYZE, FREEZE)", cancellationToken);
        await BenchDatabase.ExecuteAsync(connection, "CHECKPOINT", cancellationToken);
        await Verification.RunAsync(connection, plan, cancellationToken);
        await using var command = new NpgsqlCommand("INSERT INTO bench.generated VALUES ($1, $2, $3, $4, $5, pg_database_size(current_database()), $6)", connection)
        {
            Parameters =
            {
                new() { Value = Plan.Version }, new() { Value = plan.Projects }, new() { Value = plan.Open }, new() { Value = plan.Day },
                new() { Value = (long)plan.Seed }, new() { Value = database.Origin() },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static IEnumerable<ProjectRow> Told(IEnumerable<ProjectRow> rows, Plan plan, Action<string> progress)
    {
        var watch = Stopwatch.StartNew();
        var written = 0;
        foreach (var row in rows)
        {
            yield return row;
            if (++written % 50_000 == 0)
            {
                progress($"Writing projects: {written:N0} of {plan.Projects:N0}, {written / watch.Elapsed.TotalSeconds:N0} a second");
            }
        }
    }
}
