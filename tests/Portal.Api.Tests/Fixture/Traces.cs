namespace Portal.Api.Tests.Fixture;

/// <summary>Looks for a word in everything that the database keeps.</summary>
internal static class Traces
{
    private const string PlannersStatistics = "pg_stats";

    /// <summary>The tables in which any column of any row has the letters, whatever their case; each partition by its name.</summary>
    public static async Task<List<string>> OfAsync(PortalApi api, string letters)
    {
        var tables = await api.SqlListAsync<string>(
            """
            SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
            """);
        Assert.Contains("public.changes", tables);
        var found = new List<string>();
        foreach (var table in tables.Append(PlannersStatistics))
        {
            if (await api.SqlValueAsync<bool>($"SELECT EXISTS (SELECT FROM {table} AS found WHERE found::text ILIKE '%' || $1 || '%')", letters))
            {
                found.Add(table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            }
        }

        return found;
    }
}
