using System.ComponentModel.DataAnnotations;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Projects;

/// <summary>A project as search results and organisation profiles show it.</summary>
public record ProjectSummary
{
    /// <summary>The portal's own key, a UUID of version 7.</summary>
    /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11</example>
    public required Guid Id { get; init; }

    /// <summary>The project's number at the place where it was imported from; null where it was not imported.</summary>
    /// <example>12147</example>
    [MaxLength(200)]
    public required string? Reference { get; init; }

    /// <summary>What the project is called. Titles repeat and are never a key.</summary>
    /// <example>After-school club by the river</example>
    [MinLength(1), MaxLength(ProjectFacts.MaxTitleLength)]
    public required string Title { get; init; }

    /// <summary>The language of the title and the texts, as a BCP 47 tag; null means not stated.</summary>
    /// <example>cs</example>
    [MaxLength(35)]
    public required string? Language { get; init; }

    /// <summary>The organisation that publishes it.</summary>
    public required OrganisationName Organisation { get; init; }

    /// <summary>Where it takes place, as the organisation writes it.</summary>
    /// <example>Holešov</example>
    [MaxLength(ProjectFacts.MaxTownLength)]
    public required string? Town { get; init; }

    /// <summary>The country where it takes place.</summary>
    /// <example>CZ</example>
    [CountryCodes]
    public required string Country { get; init; }

    /// <summary>The place on the map, where it is known.</summary>
    public required Location? Location { get; init; }

    /// <summary>What the project is about.</summary>
    /// <example>["edu"]</example>
    [Codes(typeof(Topic))]
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>Whether volunteers take part one by one or as a team; null means not stated.</summary>
    /// <example>individual</example>
    [Codes(typeof(ActivityType))]
    public required string? ActivityType { get; init; }

    /// <summary>The first day.</summary>
    /// <example>2027-04-01</example>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day.</summary>
    /// <example>2027-10-31</example>
    public required DateOnly EndsOn { get; init; }

    /// <summary>How long a volunteer stays, in weeks: as stated, else the length of the period, rounded, at least 1.</summary>
    /// <example>30</example>
    [Range(1, 100_000)]
    public required int Weeks { get; init; }

    /// <summary>True where the organisation states the weeks, false where they are worked out from the dates.</summary>
    /// <example>true</example>
    public required bool WeeksAreStated { get; init; }

    /// <summary>True where the period is at least two weeks longer than the stay, which falls somewhere inside it.</summary>
    /// <example>false</example>
    public required bool Window { get; init; }

    /// <summary>The last day for applying; null means that it is open until filled.</summary>
    /// <example>2027-02-15</example>
    public required DateOnly? Deadline { get; init; }

    /// <summary>Whether there is a deadline.</summary>
    /// <example>fixed</example>
    [Codes(typeof(DeadlineKind))]
    public required string DeadlineKind { get; init; }

    /// <summary>What the organisation says about places now, whatever asOf is.</summary>
    /// <example>open</example>
    [Codes(typeof(Places))]
    public required string Places { get; init; }

    /// <summary>Whether one can apply, as of the day asked for. The first that holds: ended, full, deadlinePassed, open.</summary>
    /// <example>open</example>
    [Codes(typeof(Availability))]
    public required string Availability { get; init; }

    /// <summary>Whether the first day is today or past, as of the day asked for.</summary>
    /// <example>false</example>
    public required bool Started { get; init; }

    /// <summary>What the organisation offers to participants with fewer opportunities.</summary>
    /// <example>["mentoring"]</example>
    [Codes(typeof(InclusionSupport))]
    public required IReadOnlyList<string> Supports { get; init; }

    /// <summary>How far from the place asked for, in kilometres; null where none was asked for.</summary>
    /// <example>12.5</example>
    [Range(0, 20_100)]
    public required double? DistanceKm { get; init; }

    /// <summary>How the project fits the days asked for; null where none were.</summary>
    public required DateFit? Fit { get; init; }

    /// <summary>The passage that matched the text as safe HTML with mark elements; null where it was not asked for.</summary>
    /// <example>Help in a &lt;mark&gt;youth&lt;/mark&gt; club</example>
    public required string? Highlight { get; init; }
}

/// <summary>The organisation behind a project, by key and name.</summary>
public sealed record OrganisationName
{
    /// <summary>The organisation's key.</summary>
    /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10</example>
    public required Guid Id { get; init; }

    /// <summary>The organisation's name.</summary>
    /// <example>Středisko volného času</example>
    [MinLength(1), MaxLength(OrganisationFacts.MaxNameLength)]
    public required string Name { get; init; }
}

/// <summary>How a project fits the days on which somebody is free.</summary>
public sealed record DateFit
{
    /// <summary>fits: the whole period is free; slides: the stay can be placed in the free days; misses: neither.</summary>
    /// <example>fits</example>
    [ExtensibleEnum("fits", "slides", "misses")]
    public required string State { get; init; }

    /// <summary>The free days in the period less the days of the stay; negative where days are short. A project with fixed dates
    /// misses whenever one of its days is not free, so there it may be 0 or more.</summary>
    /// <example>14</example>
    [Range(-40_000, 40_000)]
    public required int Days { get; init; }
}
