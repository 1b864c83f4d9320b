using System.Text.Json;
using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform.Database;
using Portal.Api.Platform.Search;

namespace Portal.Api.Platform.Changes;

/// <summary>Reads organisations as others may have them.</summary>
public static class OrganisationChanges
{
    /// <summary>The column that says when a record changed last, and the one that says whether it is withdrawn.</summary>
    internal const int ChangedAt = 15;
    internal const int IsWithdrawn = 16;

    private const string Columns =
        """
        o.id, o.change_number, matches, o.pic, o.name, CASE WHEN matches THEN o.description END, o.town, o.country, o.latitude, o.longitude, o.website,
        o.topics, o.inclusion_supports, o.labels::text, o.created_at, o.updated_at, o.withdrawn_at IS NOT NULL
        """;

    /// <summary>
    /// What a filter asks of a row o of organisations: for each condition, the column that it is about. Types and strands are
    /// of projects alone.
    /// </summary>
    public static IReadOnlyList<(string Column, string Sql)> Conditions(ChangeFilter filter, SqlParameters values)
    {
        var conditions = new List<(string, string)>();
        if (filter.Country.Count > 0)
        {
            conditions.Add(("country", $"o.country = ANY({values.Add(filter.Country.Select(Country.ToIso).ToArray())})"));
        }

        if (filter.Topic.Count > 0)
        {
            conditions.Add(("topics", $"o.topics && {values.Add(filter.Topic.ToArray())}"));
        }

        if (filter.OrganisationId.Count > 0)
        {
            conditions.Add(("id", $"o.id = ANY({values.Add(filter.OrganisationId.ToArray())})"));
        }

        if (filter.Support.Count > 0)
        {
            conditions.Add(("inclusion_supports", $"o.inclusion_supports @> {values.Add(filter.Support.ToArray())}"));
        }

        return conditions;
    }

    /// <summary>Begins a statement whose rows <see cref="Read"/> reads. Texts of what does not match are not fetched.</summary>
    public static string Select(ChangeFilter filter, SqlParameters values) =>
        $"""
        SELECT {Columns}
        FROM public.organisations AS o CROSS JOIN LATERAL (SELECT {string.Join(" AND ", Conditions(filter, values).Select(condition => condition.Sql).Prepend("o.withdrawn_at IS NULL"))} AS matches) AS filtered
        """;

    public static OrganisationChange Read(NpgsqlDataReader row)
    {
        var matches = row.GetBoolean(2);
        return new()
        {
            State = matches ? ChangeItem.Updated : ChangeItem.Deleted,
            Kind = RecordKind.Organisation,
            Id = row.GetGuid(0),
            Modified = row.GetInt64(1),
            Data = matches ? ReadData(row) : null,
        };
    }

    private static OrganisationData ReadData(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        Pic = row.TextOrNull(3),
        Name = row.GetString(4),
        Description = row.TextOrNull(5) is { } text ? ContactDetails.Masked(text) : null,
        Town = row.TextOrNull(6),
        Country = row.GetString(7),
        Location = row.LocationOrNull(8),
        Website = row.TextOrNull(10),
        Topics = row.GetFieldValue<string[]>(11),
        Supports = row.GetFieldValue<string[]>(12),
        Labels = [.. JsonSerializer.Deserialize<OrganisationLabel[]>(row.GetString(13), JsonSerializerOptions.Web)!
            .Select(label => new LabelData { Role = label.Role, Reference = label.Reference, ValidUntil = label.ValidUntil })],
        CreatedAt = row.GetFieldValue<DateTimeOffset>(14),
        UpdatedAt = row.GetFieldValue<DateTimeOffset>(15),
    };
}
