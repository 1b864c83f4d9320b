using Npgsql;
using Portal.Api.Domain;
using Portal.Api.Platform.Database;

namespace Portal.Api.Features.Projects;

/// <summary>Reads a <see cref="ProjectSummary"/> or a <see cref="ProjectDetail"/> from a row of projects.</summary>
internal static class ProjectRow
{
    /// <summary>What <see cref="Read"/> reads, in its order, of projects <c>p</c>.</summary>
    public const string Columns =
        """
        p.id, p.reference, p.title, p.organisation_id, p.organisation_name, p.town, p.country, p.latitude, p.longitude, p.topics,
        p.activity_type, p.starts_on, p.ends_on, p.weeks, p.stated_weeks, p.deadline, p.places, p.supports, p.date_flexibility, p.language
        """;

    /// <summary>How many columns that are.</summary>
    public const int Count = 20;

    /// <summary>What <see cref="ReadDetail"/> reads besides, in its order.</summary>
    public const string DetailColumns =
        """
        p.description, p.participant_profile, p.accommodation, p.training, p.strand, p.eligible_countries,
        p.requires_cv, p.requires_motivation, p.apply_url, p.input_issues, p.confirmed_at, p.created_at, p.updated_at, p.change_number
        """;

    /// <summary>How many columns that are.</summary>
    public const int DetailCount = 14;

    public static ProjectDetail ReadDetail(NpgsqlDataReader row, DateOnly date, DateOnly? freeFrom = null, DateOnly? freeTo = null)
    {
        var summary = Read(row, date, freeFrom, freeTo);
        return new ProjectDetail(summary)
        {
            Description = row.TextOrNull(Count),
            ParticipantProfile = row.TextOrNull(Count + 1),
            Accommodation = row.TextOrNull(Count + 2),
            Training = row.TextOrNull(Count + 3),
            Strand = row.TextOrNull(Count + 4),
            EligibleCountries = row.GetFieldValue<string[]>(Count + 5),
            DateFlexibility = row.TextOrNull(18),
            RequiresCv = row.ValueOrNull<bool>(Count + 6),
            RequiresMotivation = row.ValueOrNull<bool>(Count + 7),
            ApplyUrl = row.TextOrNull(Count + 8),
            DataIssues = DataIssue.Of(
                row.GetFieldValue<string[]>(Count + 9), summary.StartsOn, summary.EndsOn, summary.WeeksAreStated ? summary.Weeks : null, summary.Deadline),
            ConfirmedAt = row.ValueOrNull<DateTimeOffset>(Count + 10),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(Count + 11),
            UpdatedAt = row.GetFieldValue<DateTimeOffset>(Count + 12),
            ChangeNumber = row.GetInt64(Count + 13),
        };
    }

    public static ProjectSummary Read(NpgsqlDataReader row, DateOnly date, DateOnly? freeFrom = null, DateOnly? freeTo = null)
    {
        var (startsOn, endsOn) = (row.GetFieldValue<DateOnly>(11), row.GetFieldValue<DateOnly>(12));
        var statedWeeks = row.ValueOrNull<int>(14);
        var deadline = row.ValueOrNull<DateOnly>(15);
        var places = row.GetString(16);
        return new ProjectSummary
        {
            Id = row.GetGuid(0),
            Reference = row.TextOrNull(1),
            Title = row.GetString(2),
            Language = row.TextOrNull(19),
            Organisation = new OrganisationName { Id = row.GetGuid(3), Name = row.GetString(4) },
            Town = row.TextOrNull(5),
            Country = row.GetString(6),
            Location = row.LocationOrNull(7),
            Topics = row.GetFieldValue<string[]>(9),
            ActivityType = row.TextOrNull(10),
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
            Fit = freeFrom is { } from && freeTo is { } to ? Fit(startsOn, endsOn, statedWeeks, row.TextOrNull(18), from, to) : null,
            Highlight = null,
        };
    }

    private static DateFit Fit(DateOnly startsOn, DateOnly endsOn, int? statedWeeks, string? flexibility, DateOnly from, DateOnly to)
    {
        var (state, days) = DateFitting.Of(startsOn, endsOn, statedWeeks, flexibility, from, to);
        return new DateFit { State = state, Days = days };
    }
}
