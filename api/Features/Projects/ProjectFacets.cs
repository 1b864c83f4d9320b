using System.ComponentModel.DataAnnotations;
using Portal.Api.Domain;
using Portal.Api.Platform.Search;

namespace Portal.Api.Features.Projects;

/// <summary>How many projects each value of each filter would find.</summary>
public sealed record ProjectFacets
{
    /// <summary>How many projects match all filters.</summary>
    /// <example>614</example>
    [Range(0, int.MaxValue)]
    public required int Total { get; init; }

    /// <summary>The values of each facet that was asked for, with their counts.</summary>
    public required ProjectFacetValues Facets { get; init; }
}

/// <summary>The facets of a search for projects. One that was not asked for is null; values that nothing has are left out.</summary>
public sealed record ProjectFacetValues
{
    /// <summary>Countries, the most frequent first. Its own filter is country.</summary>
    public required IReadOnlyList<FacetValue>? Country { get; init; }

    /// <summary>Topics, the most frequent first. A project counts for each of its topics. Its own filter is topic.</summary>
    public required IReadOnlyList<FacetValue>? Topic { get; init; }

    /// <summary>Alone or in a team, the most frequent first. Its own filter is activityType.</summary>
    public required IReadOnlyList<FacetValue>? ActivityType { get; init; }

    /// <summary>Inclusion supports, the most frequent first. A project counts for each of them. Its own filter is support.</summary>
    public required IReadOnlyList<FacetValue>? Support { get; init; }

    /// <summary>Whether one can apply, in the order of the code list. Its own filter is availability.</summary>
    public required IReadOnlyList<FacetValue>? Availability { get; init; }

    /// <summary>Bands of weeks, the shortest first: 1-2, 3-8, 9-26, 27-52 and 53-. Its own filters are minWeeks and
    /// maxWeeks, which take the two numbers of a band.</summary>
    public required IReadOnlyList<FacetValue>? Duration { get; init; }

    /// <summary>Months in which projects start, as YYYY-MM, the earliest first. Its own filters are startsFrom and startsTo.</summary>
    public required IReadOnlyList<FacetValue>? StartMonth { get; init; }
}

/// <summary>The facets that can be asked for.</summary>
public static class ProjectFacet
{
    public const string Country = "country";
    public const string Topic = "topic";
    public const string ActivityType = "activityType";
    public const string Support = "support";
    public const string Availability = "availability";
    public const string Duration = "duration";
    public const string StartMonth = "startMonth";

    public static readonly CodeList List = new(
        "facet",
        new(Country, "Country"),
        new(Topic, "Topic"),
        new(ActivityType, "Alone or in a team"),
        new(Support, "Inclusion support"),
        new(Availability, "Whether one can apply"),
        new(Duration, "Weeks"),
        new(StartMonth, "Month of the start"));
}
