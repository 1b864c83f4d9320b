using Npgsql;
using Portal.Api.Domain;

namespace Portal.Api.Platform.Database;

/// <summary>Reads columns that may be null.</summary>
internal static class NullableColumns
{
    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static T? ValueOrNull<T>(this NpgsqlDataReader row, int column)
        where T : struct => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);

    /// <summary>A place on the map, from its latitude and the longitude in the column after it.</summary>
    public static Location? LocationOrNull(this NpgsqlDataReader row, int latitude) =>
        row.IsDBNull(latitude) ? null : new Location(row.GetDouble(latitude), row.GetDouble(latitude + 1));
}
