using System.Text.Json;
using Npgsql;
using Portal.Api.Platform.Search;

namespace Portal.Api.Platform.Paging;

/// <summary>One of the values that rows are sorted by: how the database works it out, and its type.</summary>
public sealed record SortKey(string Sql, Type Type, bool Descending = false);

/// <summary>An order of rows that ends with their key, so that no two are equal.</summary>
public sealed record SortOrder(IReadOnlyList<SortKey> Keys)
{
    /// <summary>The sort values as columns key0, key1 and so on.</summary>
    public string Columns => string.Concat(Keys.Select((key, index) => $", {key.Sql} AS key{index}"));

    public string OrderBy => string.Concat(Keys.Select((key, index) => $"key{index}{(key.Descending ? " DESC" : "")}, ")) + "id";

    /// <summary>The condition that a row comes after the one that a cursor names.</summary>
    public string After(Cursor cursor, SqlParameters values)
    {
        var after = $"id > {values.Add(cursor.Id)}";
        for (var index = Keys.Count - 1; index >= 0; index--)
        {
            var (name, value) = ($"key{index}", values.AddValue(ValueOf(cursor, index)));
            var beyond = Keys[index].Descending ? "<" : ">";
            // The first comparison is what an index can begin with.
            after = $"{name} {beyond}= {value} AND ({name} {beyond} {value} OR ({after}))";
        }

        return after;
    }

    /// <summary>Whether the cursor's values are of this order's types.</summary>
    public bool Fits(Cursor cursor)
    {
        try
        {
            return cursor.After.Count == Keys.Count && Keys.Select((_, index) => ValueOf(cursor, index)).All(value => value is not null);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a row's sort values from its columns.</summary>
    public IReadOnlyList<JsonElement> Read(NpgsqlDataReader reader, int firstColumn) =>
        [.. Keys.Select((key, index) => JsonSerializer.SerializeToElement(ReadValue(reader, firstColumn + index, key.Type)))];

    private object ValueOf(Cursor cursor, int index) => cursor.After[index].Deserialize(Keys[index].Type)!;

    private static object ReadValue(NpgsqlDataReader reader, int column, Type type) =>
        type == typeof(DateOnly) ? reader.GetFieldValue<DateOnly>(column)
        : type == typeof(DateTime) ? reader.GetFieldValue<DateTime>(column)
        : type == typeof(string) ? reader.GetString(column)
        : reader.GetValue(column);
}
