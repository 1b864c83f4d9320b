using Npgsql;
using Portal.Api.Domain;

namespace Portal.Api.Features.Projects;

/// <summary>Reads a <see cref="ProjectSummary"/> or a <see cref="ProjectDetail"/> from a row of projects.</summary>
internal static class ProjectRow
{
    /// <summary>What <see cref="Read"/> reads, in its order, of projects <c>p</c>.</summary>
    public const string Columns =
        """
        p.id, p.reference, p.title, p.organisation_id, p.organisation_name, p.town, p.country, p.latitude, p.longitude, p.topics,
        p.activity_type, p.starts_on, p.ends_on, p.weeks, p.stated_weeks, p.deadline, p.places, p.supports, p.date_flexibility
        """;

    /// <summary>How many columns that are.</summary>
    public const int Count = 19;

    /// <summary>What <see cref="ReadDetail"/> reads besides, in its order.</summary>
    public const string DetailColumns =
        """
        p.description, p.participant_profile, p.accommodation, p.training, p.language, p.strand, p.eligible_countries,
        p.requires_cv, p.requires_motivation, p.apply_url, p.input_issues, p.confirmed_at, p.created_at, p.updated_at, p.change_number
        """;

    public static ProjectDetail ReadDetail(NpgsqlDataReader row, DateOnly date)
    {
        var summary = Read(row, date);
        return new ProjectDetail(summary)
        {
            Description = TextOf(row, Count),
            ParticipantProfile = TextOf(row, Count + 1),
            Accommodation = TextOf(row, Count + 2),
            Training = TextOf(row, Count + 3),
            Language = TextOf(row, Count + 4),
            Strand = TextOf(row, Count + 5),
            EligibleCountries = row.GetFieldValue<string[]>(Count + 6),
            DateFlexibility = TextOf(row, Count - 1),
            RequiresCv = FlagOf(row, Count + 7),
            RequiresMotivation = FlagOf(row, Count + 8),
            ApplyUrl = TextOf(row, Count + 9),
            DataIssues = DataIssue.Of(
                row.GetFieldValue<string[]>(Count + 10), summary.StartsOn, summary.EndsOn, summary.WeeksAreStated ? summary.Weeks : null, summary.Deadline),
            ConfirmedAt = row.IsDBNull(Count + 11) ? null : row.GetFieldValue<DateTimeOffset>(Count + 11),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(Count + 12),
            UpdatedAt = row.GetFieldValue<DateTimeOffset>(Count + 13),
            ChangeNumber = row.GetInt64(Count + 14),
        };
    }

    public static ProjectSummary Read(NpgsqlDataReader row, DateOnly date, DateOnly? freeFrom = null, DateOnly? freeTo = null)
    {
        var (startsOn, endsOn) = (row.GetFieldValue<DateOnly>(11), row.GetFieldValue<DateOnly>(12));
        var statedWeeks = row.IsDBNull(14) ? (int?)null : row.GetInt32(14);
        var deadline = row.IsDBNull(15) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(15);
        var places = row.GetString(16);
        return new ProjectSummary
        {
            Id = row.GetGuid(0),
            Reference = TextOf(row, 1),
            Title = row.GetString(2),
            Organisation = new OrganisationName { Id = row.GetGuid(3), Name = row.GetString(4) },
            Town = TextOf(row, 5),
            Country = row.GetString(6),
            Location = row.IsDBNull(7) ? null : new Location(row.GetDouble(7), row.GetDouble(8)),
            Topics = row.GetFieldValue<string[]>(9),
            ActivityType = TextOf(row, 10),
            StartsOn = startsOn,
            EndsOn = endsOn,
            Weeks = row.GetInt32(13),
            WeeksAreStated = statedWeeks is not null,
            Window = Duration.IsWindow(statedWeeks, startsOn, endsOn),
            Deadline = deadline,
            DeadlineKind = DeadlineKind.Of(deadline),
            Places = places,
            Availability = Availability.AsOf(date, endsOn, deadline, places),
            Started = startsOn <= date,
            Supports = row.GetFieldValue<string[]>(17),
            DistanceKm = null,
            Fit = freeFrom is { } from && freeTo is { } to ? Fit(startsOn, endsOn, statedWeeks, TextOf(row, 18), from, to) : null,
            Highlight = null,
        };
    }

    private static DateFit Fit(DateOnly startsOn, DateOnly endsOn, int? statedWeeks, string? flexibility, DateOnly from, DateOnly to)
    {
        var (state, days) = DateFitting.Of(startsOn, endsOn, statedWeeks, flexibility, from, to);
        return new DateFit { State = state, Days = days };
    }

    private static bool? FlagOf(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetBoolean(column);

    private static string? TextOf(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
