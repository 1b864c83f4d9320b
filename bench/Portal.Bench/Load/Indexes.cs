using System.Collections.Concurrent;
using Npgsql;

namespace Portal.Bench.Load;

/// <summary>
/// Indexes that are dropped while their tables are filled and made again as they were, whatever they are. They are noted in the
/// database together with being dropped, so that none is lost when the work is broken off.
/// </summary>
internal static class Indexes
{
    private const int Builders = 2;

    /// <summary>Drops all indexes of the tables and their partitions that hold no constraint.</summary>
    public static async Task DropAsync(BenchDatabase database, string[] tables, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(bulk: true, cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            DO $do$
                DECLARE
                    found record;
                BEGIN
                    FOR found IN
                        SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
                        FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
                        -- An index of a partition that belongs to one of the whole table goes and comes with it.
                        WHERE NOT relispartition AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
                            AND indrelid IN (SELECT relid FROM unnest(string_to_array(current_setting('bench.tables'), ',')) AS name,
                                pg_partition_tree(('public.' || name)::regclass) UNION SELECT ('public.' || name)::regclass FROM unnest(string_to_array(current_setting('bench.tables'), ',')) AS name)
                    LOOP
                        INSERT INTO bench.dropped_indexes VALUES (replace(found.definition, ' ON ONLY ', ' ON '));
                        EXECUTE 'DROP INDEX ' || found.name;
                    END LOOP;
                END $do$
            """,
            connection);
        await BenchDatabase.ExecuteAsync(connection, $"SET bench.tables = '{string.Join(',', tables)}'", cancellationToken);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Makes every dropped index again, several at once, the largest ones first, and beside them whatever else there is to do.</summary>
    public static async Task MakeAsync(BenchDatabase database, string[] first, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(bulk: true, cancellationToken);
        var definitions = await BenchDatabase.ListAsync<string>(
            connection, "SELECT definition FROM bench.dropped_indexes ORDER BY definition LIKE '% gin %' DESC, definition LIKE '%archive%' DESC, definition", cancellationToken);
        // What one builder takes from the end are the small ones.
        var work = new ConcurrentQueue<string>([.. first, .. definitions]);
        await Task.WhenAll(Enumerable.Range(0, Builders).Select(async _ =>
        {
            await using var builder = await database.OpenAsync(bulk: true, cancellationToken);
            while (work.TryDequeue(out var sql))
            {
                await BenchDatabase.ExecuteAsync(builder, sql, cancellationToken);
            }
        }));
        await BenchDatabase.ExecuteAsync(connection, "DELETE FROM bench.dropped_indexes", cancellationToken);
    }
}
