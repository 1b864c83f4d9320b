using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Portal.Api.Data;

/// <summary>Writes the new rows of a context through COPY, in its transaction.</summary>
internal static class NewRows
{
    public static async Task CopyNewAsync<T>(this PortalDbContext db, CancellationToken cancellationToken)
        where T : class
    {
        var rows = db.ChangeTracker.Entries<T>().Where(entry => entry.State is EntityState.Added).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        var type = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Create(type, StoreObjectType.Table)!.Value;
        var columns = type.GetProperties()
            .Where(property => property.ValueGenerated is ValueGenerated.Never)
            .Select(property => (Property: property, Name: property.GetColumnName(table)!, Type: property.GetColumnType(), property.GetTypeMapping().Converter))
            .ToList();
        try
        {
            await using var copy = await ((NpgsqlConnection)db.Database.GetDbConnection()).BeginBinaryImportAsync(
                $"COPY public.{table.Name} ({string.Join(", ", columns.Select(column => column.Name))}) FROM STDIN (FORMAT binary)", cancellationToken);
            foreach (var row in rows)
            {
                await copy.StartRowAsync(cancellationToken);
                foreach (var column in columns)
                {
                    var value = row.CurrentValues[column.Property];
                    await (value is null
                        ? copy.WriteNullAsync(cancellationToken)
                        : copy.WriteAsync(column.Converter?.ConvertToProvider(value) ?? value, column.Type, cancellationToken));
                }
            }

            await copy.CompleteAsync(cancellationToken);
        }
        catch (PostgresException exception)
        {
            throw new DbUpdateException($"The database refuses a row of {table.Name}.", exception);
        }

        rows.ForEach(row => row.State = EntityState.Unchanged);
    }
}
