using Npgsql;
using Portal.Api.Platform.Search;

namespace Portal.Api.Features.Projects;

/// <summary>Reads projects whole that a search has found in narrow rows.</summary>
public sealed class ProjectDetailReader(NpgsqlDataSource database)
{
    private const int DistanceColumn = ProjectRow.Count + ProjectRow.DetailCount;

    /// <param name="ids">The keys of the projects.</param>
    /// <param name="date">As of which day they are told.</param>
    /// <param name="filter">What they were found by, where it asks for a place or for free days.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="withdrawnToo">Whether a project that is not published any more is wanted too; else it is left out.</param>
    /// <returns>The projects in the order of the keys.</returns>
    public async Task<List<ProjectDetail>> ReadAsync(
        IReadOnlyList<Guid> ids, DateOnly date, ProjectFilter? filter, CancellationToken cancellationToken, bool withdrawnToo = false)
    {
        var values = new SqlParameters();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(values.Command(
            $"""
            SELECT {ProjectRow.Columns}, {ProjectRow.DetailColumns}, {DistanceSql(filter?.Near, values)}
            FROM public.projects AS p WHERE p.id = ANY({values.Add(ids.ToArray())}){(withdrawnToo ? "" : " AND p.withdrawn_at IS NULL")}
            """));
        var found = new Dictionary<Guid, ProjectDetail>(ids.Count);
        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var project = ProjectRow.ReadDetail(row, date, filter?.FreeFrom, filter?.FreeTo);
            found[project.Id] = row.IsDBNull(DistanceColumn) ? project : project with { DistanceKm = Math.Round(row.GetDouble(DistanceColumn), 1) };
        }

        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    private static string DistanceSql(string? near, SqlParameters values)
    {
        if (near is null)
        {
            return "NULL::double precision";
        }

        var place = Place.Parse(near);
        return $"public.distance_km(p.latitude, p.longitude, {values.Add(place.Latitude)}, {values.Add(place.Longitude)})";
    }
}
