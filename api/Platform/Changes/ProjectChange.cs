using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Platform.Changes;

/// <summary>A project as it is after its last change.</summary>
public sealed record ProjectChange : ChangeItem
{
    /// <summary>The project; left out where the state is deleted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProjectData? Data { get; init; }
}

/// <summary>
/// What is published about a project and does not change with the calendar. E-mail addresses and phone numbers in its texts
/// are masked.
/// </summary>
public sealed record ProjectData
{
    /// <summary>The project's key.</summary>
    /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11</example>
    public required Guid Id { get; init; }

    /// <summary>Its number at the source that it was imported from; null where it was not.</summary>
    /// <example>12147</example>
    public required string? Reference { get; init; }

    /// <summary>The title.</summary>
    /// <example>After-school club</example>
    public required string Title { get; init; }

    /// <summary>The key of its organisation.</summary>
    /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10</example>
    public required Guid OrganisationId { get; init; }

    /// <summary>The name of its organisation.</summary>
    /// <example>Casa Comunitară</example>
    public required string OrganisationName { get; init; }

    /// <summary>What the project is and what volunteers do, in Markdown without HTML.</summary>
    /// <example>You help to run an **after-school club**.</example>
    public required string? Description { get; init; }

    /// <summary>Whom the organisation is looking for, in Markdown without HTML.</summary>
    /// <example>Patience, and some English.</example>
    public required string? ParticipantProfile { get; init; }

    /// <summary>Housing, food and local travel, in Markdown without HTML.</summary>
    /// <example>A room in a shared flat.</example>
    public required string? Accommodation { get; init; }

    /// <summary>What volunteers are taught, in Markdown without HTML.</summary>
    /// <example>A language course of two hours a week.</example>
    public required string? Training { get; init; }

    /// <summary>The language of the texts, as a BCP 47 tag; null means not stated.</summary>
    /// <example>ro</example>
    public required string? Language { get; init; }

    /// <summary>The first day.</summary>
    /// <example>2027-04-01</example>
    public required DateOnly StartsOn { get; init; }

    /// <summary>The last day.</summary>
    /// <example>2027-05-31</example>
    public required DateOnly EndsOn { get; init; }

    /// <summary>How many weeks the stay lasts: as stated, else worked out from the dates.</summary>
    /// <example>8</example>
    [Range(1, 100_000)]
    public required int Weeks { get; init; }

    /// <summary>True where the organisation states the weeks.</summary>
    /// <example>true</example>
    public required bool WeeksAreStated { get; init; }

    /// <summary>The last day for applying; null means that it is open until filled.</summary>
    /// <example>2027-02-28</example>
    public required DateOnly? Deadline { get; init; }

    /// <summary>What the organisation says about places now.</summary>
    /// <example>open</example>
    [Codes(typeof(Places))]
    public required string Places { get; init; }

    /// <summary>Where to apply; null means through the organisation.</summary>
    /// <example>https://example.org/apply</example>
    public required string? ApplyUrl { get; init; }

    /// <summary>The topics.</summary>
    /// <example>["socl", "edu"]</example>
    [Codes(typeof(Topic))]
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>Alone or in a team; null means not stated.</summary>
    /// <example>individual</example>
    [Codes(typeof(ActivityType))]
    public required string? ActivityType { get; init; }

    /// <summary>The strand of the European Solidarity Corps; null means not stated.</summary>
    /// <example>volunteering</example>
    [Codes(typeof(Strand))]
    public required string? Strand { get; init; }

    /// <summary>The town; null where it is not known.</summary>
    /// <example>Chișinău</example>
    public required string? Town { get; init; }

    /// <summary>The country: an ISO 3166-1 alpha-2 code, or XK.</summary>
    /// <example>MD</example>
    [CountryCodes]
    public required string Country { get; init; }

    /// <summary>The place on the map; null where it is not known.</summary>
    public required Location? Location { get; init; }

    /// <summary>Where participants may live; empty means every programme country.</summary>
    /// <example>["IT", "ES", "MD"]</example>
    [CountryCodes]
    public required IReadOnlyList<string> EligibleCountries { get; init; }

    /// <summary>What the organisation offers to participants with fewer opportunities.</summary>
    /// <example>["mentoring"]</example>
    [Codes(typeof(InclusionSupport))]
    public required IReadOnlyList<string> Supports { get; init; }

    /// <summary>Whether the dates can be agreed; null means not stated.</summary>
    /// <example>flexible</example>
    [Codes(typeof(DateFlexibility))]
    public required string? DateFlexibility { get; init; }

    /// <summary>Whether a CV has to be sent; null means not stated.</summary>
    /// <example>true</example>
    public required bool? RequiresCv { get; init; }

    /// <summary>Whether a letter of motivation has to be sent; null means not stated.</summary>
    /// <example>true</example>
    public required bool? RequiresMotivation { get; init; }

    /// <summary>What looks doubtful about the data.</summary>
    /// <example>["weeksMissing"]</example>
    [Codes(typeof(DataIssue))]
    public required IReadOnlyList<string> DataIssues { get; init; }

    /// <summary>When the publisher last said that all of this is still accurate; null means never.</summary>
    /// <example>2027-01-04T09:30:00Z</example>
    public required DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When it was first published here.</summary>
    /// <example>2026-11-24T08:00:00Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    /// <example>2027-01-04T09:30:00Z</example>
    public required DateTimeOffset UpdatedAt { get; init; }
}
