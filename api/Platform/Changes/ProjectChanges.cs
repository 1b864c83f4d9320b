using Portal.Api.Domain;
using Portal.Api.Platform.Search;

namespace Portal.Api.Platform.Changes;

/// <summary>Reads projects as others may have them.</summary>
public static class ProjectChanges
{
    /// <summary>The column that says when a record changed last, and the one that says whether it is withdrawn.</summary>
    internal const int ChangedAt = 34;
    internal const int IsWithdrawn = 35;

    private const string Columns =
        """
        p.id, p.change_number, matches, p.reference, p.title, p.organisation_id, p.organisation_name, p.town, p.country, p.latitude, p.longitude, p.topics,
        p.activity_type, p.starts_on, p.ends_on, p.weeks, p.stated_weeks, p.deadline, p.places, p.supports, p.date_flexibility,
        CASE WHEN matches THEN p.description END, CASE WHEN matches THEN p.participant_profile END,
        CASE WHEN matches THEN p.accommodation END, CASE WHEN matches THEN p.training END,
        p.language, p.strand, p.eligible_countries, p.requires_cv, p.requires_motivation, p.apply_url, p.input_issues, p.confirmed_at, p.created_at, p.updated_at,
        p.withdrawn_at IS NOT NULL
        """;

    /// <summary>What a filter asks of a row p of projects: for each condition, the column that it is about.</summary>
    public static IReadOnlyList<(string Column, string Sql)> Conditions(ChangeFilter filter, SqlParameters values)
    {
        var conditions = new List<(string, string)>();
        if (filter.Country.Count > 0)
        {
            conditions.Add(("country", $"p.country = ANY({values.Add(filter.Country.Select(Country.ToIso).ToArray())})"));
        }

        if (filter.Topic.Count > 0)
        {
            conditions.Add(("topics", $"p.topics && {values.Add(filter.Topic.ToArray())}"));
        }

        if (filter.OrganisationId.Count > 0)
        {
            conditions.Add(("organisation_id", $"p.organisation_id = ANY({values.Add(filter.OrganisationId.ToArray())})"));
        }

        if (filter.ActivityType.Count > 0)
        {
            conditions.Add(("activity_type", $"coalesce(p.activity_type = ANY({values.Add(filter.ActivityType.ToArray())}), false)"));
        }

        if (filter.Strand.Count > 0)
        {
            conditions.Add(("strand", $"coalesce(p.strand = ANY({values.Add(filter.Strand.ToArray())}), false)"));
        }

        if (filter.Support.Count > 0)
        {
            conditions.Add(("supports", $"p.supports @> {values.Add(filter.Support.ToArray())}"));
        }

        return conditions;
    }

    /// <summary>Begins a statement whose rows <see cref="ProjectChangeWriter"/> writes. Texts of what does not match are not fetched.</summary>
    public static string Select(ChangeFilter filter, SqlParameters values) =>
        $"""
        SELECT {Columns}
        FROM public.projects AS p CROSS JOIN LATERAL (SELECT {string.Join(" AND ", Conditions(filter, values).Select(condition => condition.Sql).Prepend("p.withdrawn_at IS NULL"))} AS matches) AS filtered
        """;
}
