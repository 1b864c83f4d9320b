using Portal.Api.Domain;
using Portal.Api.Platform.Search;

namespace Portal.Api.Features.Projects;

/// <summary>
/// A filter with everything that it needs to be asked: what its text means, the day, and the day from which on everything
/// that ends is in the live part. It becomes conditions on rows <c>s</c> of project_search, each under the name of the filter
/// that it comes from.
/// </summary>
public sealed record ProjectSearch(ProjectFilter Filter, SearchText? Text, DateOnly Date, DateOnly LiveFrom)
{
    public const string AllRows = "project_search";
    public const string LiveRows = "project_search_live";
    public const string ArchivedRows = "project_search_archive";

    /// <summary>Under which name the condition stands that comes from the text.</summary>
    public const string OfText = "text";

    /// <summary>Days common to the project and the free days, less the days of the stay.</summary>
    private const string FitDays = "greatest(0, least(s.ends_on, {1}) - greatest(s.starts_on, {0}) + 1) - 7 * s.weeks";

    private const string IsFree = "(s.starts_on >= {0} AND s.ends_on <= {1})";

    /// <summary>As <see cref="Duration.IsWindow"/>.</summary>
    private const string CanBePlaced = "(s.is_flexible OR s.ends_on - s.starts_on + 1 >= 7 * (s.weeks + 2))";

    public string Rows => LiveIsEnough ? LiveRows : AllRows;

    /// <summary>The same, asked of all rows: its conditions then hold for what is archived as well.</summary>
    public ProjectSearch Everywhere => this with { LiveFrom = DateOnly.MaxValue };

    /// <summary>Whether nothing in the archive can match: what matches ends on one of these days or later.</summary>
    public bool LiveIsEnough =>
        (!Filter.Availability.Contains(Availability.Ended) && Date >= LiveFrom)
        || Filter.StartsFrom >= LiveFrom
        || (Filter.Fit != FitAsked.Any && Filter.FreeFrom >= LiveFrom);

    /// <summary>As <see cref="Availability.AsOf"/>; tests hold the two together.</summary>
    public static string IsAvailability(string availability, string date) => availability switch
    {
        Availability.Open => $"(NOT s.is_full AND s.deadline_key >= {date} AND s.ends_on >= {date})",
        Availability.Full => $"(s.is_full AND s.ends_on >= {date})",
        Availability.DeadlinePassed => $"(NOT s.is_full AND s.deadline_key < {date} AND s.ends_on >= {date})",
        Availability.Ended => $"s.ends_on < {date}",
        _ => throw new ArgumentOutOfRangeException(nameof(availability), availability, "Not an availability."),
    };

    public string Where(SqlParameters values) => string.Join(" AND ", Conditions(values).Select(condition => condition.Sql));

    /// <summary>The condition that comes from one filter; null where it asks for nothing.</summary>
    public string? Condition(string filter, SqlParameters values) =>
        Conditions(values).Where(condition => condition.Filter == filter).Select(condition => condition.Sql).FirstOrDefault();

    /// <summary>
    /// All that has to hold, one condition a filter, about in the order of how many rows they leave out; there is always one on
    /// availability.
    /// </summary>
    public IEnumerable<(string Filter, string Sql)> Conditions(SqlParameters values)
    {
        if (Text is not null)
        {
            yield return (OfText, Matches(Text, values));
        }

        if (Filter.OrganisationId.Length > 0)
        {
            yield return ("organisationId", $"s.organisation_id = ANY({values.Add(Filter.OrganisationId)})");
        }

        if (Filter.Country.Length > 0)
        {
            yield return (ProjectFacet.Country, $"s.country = ANY({values.Add(Filter.Country.Select(Country.ToIso).ToArray())})");
        }

        if (Filter.RadiusKm is { } radius)
        {
            // What is nearer is never more degrees of latitude away, which is told sooner.
            var (degrees, latitude) = (Place.DegreesOfLatitude(radius), Place.Parse(Filter.Near!).Latitude);
            yield return ("radiusKm", $"s.latitude BETWEEN {values.Add(latitude - degrees)} AND {values.Add(latitude + degrees)} AND {Distance(values)} <= {values.Add(radius)}");
        }

        if (Filter.Topic.Length > 0)
        {
            yield return (ProjectFacet.Topic, $"s.topics & {values.Add(Topic.List.Bits(Filter.Topic))} <> 0");
        }

        if (Filter.DeadlineFrom is not null || Filter.DeadlineTo is not null)
        {
            // Only the real ones: no deadline is the latest of all.
            yield return ("deadline", $"s.deadline_key < 'infinity' AND {Range("s.deadline_key", Filter.DeadlineFrom, Filter.DeadlineTo, values)}");
        }

        if (Range("s.starts_on", Filter.StartsFrom, Filter.StartsTo, values) is { } starts)
        {
            yield return (ProjectFacet.StartMonth, starts);
        }

        if (Filter.FreeFrom is not null && Filter.Fit != FitAsked.Any)
        {
            yield return ("freeFrom", Free($"({IsFree} OR ({FitDays} >= 0 AND {CanBePlaced}))", values));
        }

        if (Range("s.weeks", Filter.MinWeeks, Filter.MaxWeeks, values) is { } weeks)
        {
            yield return (ProjectFacet.Duration, weeks);
        }

        if (Filter.Support.Length > 0)
        {
            var bits = values.Add(InclusionSupport.List.Bits(Filter.Support));
            yield return (ProjectFacet.Support, $"s.supports & {bits} = {bits}");
        }

        if (Filter.Strand.Length > 0)
        {
            yield return ("strand", $"s.strand = ANY({values.Add(Filter.Strand)})");
        }

        var date = values.Add(Date);
        yield return (ProjectFacet.Availability, $"({string.Join(" OR ", Filter.Availability.Distinct().Select(availability => IsAvailability(availability, date)))})");

        if (Filter.ActivityType.Length > 0)
        {
            yield return (ProjectFacet.ActivityType, $"s.activity_type = ANY({values.Add(Filter.ActivityType)})");
        }

        if (Filter.EligibleCountry.Length > 0)
        {
            var countries = values.Add(Filter.EligibleCountry.Select(Country.ToIso).ToArray());
            yield return ("eligibleCountry", $"s.eligibility & (SELECT public.residence_bits({countries})) <> 0::bit(256)");
        }
    }

    /// <summary>Kilometres from the place asked for; null where the project's place is not known.</summary>
    public string Distance(SqlParameters values)
    {
        var place = Place.Parse(Filter.Near!);
        return $"public.distance_km(s.latitude, s.longitude, {values.Add(place.Latitude)}, {values.Add(place.Longitude)})";
    }

    /// <summary>0 where the project fits the free days, 1 where it slides, 2 where it misses.</summary>
    public string FitState(SqlParameters values) =>
        Free($"CASE WHEN {IsFree} THEN 0 WHEN {FitDays} >= 0 AND {CanBePlaced} THEN 1 ELSE 2 END", values);

    public string DaysOfFit(SqlParameters values) => Free($"({FitDays})", values);

    private string Free(string sql, SqlParameters values) =>
        string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, values.Add(Filter.FreeFrom!.Value), values.Add(Filter.FreeTo!.Value));

    private string Matches(SearchText text, SqlParameters values)
    {
        var conditions = new List<string>();
        if (text.Match.Length > 0)
        {
            conditions.Add($"s.body @@ {values.AddText(text.Match, "tsquery")}");
        }

        if (text.LeaveOut.Length > 0)
        {
            // Finding what is to be left out is quick; looking for its absence would read every body.
            conditions.Add($"NOT EXISTS (SELECT FROM public.{Rows} AS o WHERE o.id = s.id AND o.body @@ {values.AddText(text.LeaveOut, "tsquery")})");
        }

        var words = conditions.Count == 0 ? "false" : string.Join(" AND ", conditions);
        return text.MayBeReference ? $"({words} OR s.reference_key = (SELECT public.key_of({values.Add(text.Whole)})))" : words;
    }

    private static string? Range<T>(string column, T? from, T? to, SqlParameters values)
        where T : struct => (from, to) switch
        {
            ({ } least, { } most) => $"{column} BETWEEN {values.Add(least)} AND {values.Add(most)}",
            ({ } least, null) => $"{column} >= {values.Add(least)}",
            (null, { } most) => $"{column} <= {values.Add(most)}",
            _ => null,
        };
}
