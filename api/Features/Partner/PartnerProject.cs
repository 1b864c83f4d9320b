using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Partner;

/// <summary>A partner's project with everything that it wrote, and what has become of it.</summary>
public sealed record PartnerProject : IVersioned
{
    /// <summary>After so many days without a word from its publisher an open project is stale.</summary>
    public const int StaleAfterDays = 180;

    /// <summary>The partner's own key.</summary>
    /// <example>2027-014</example>
    public required string ExternalId { get; init; }

    /// <summary>The key under which it is published, at /v1/projects/{id}. It never changes.</summary>
    /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11</example>
    public required Guid Id { get; init; }

    /// <summary>The partner's own key of its organisation.</summary>
    /// <example>casa</example>
    public required string OrganisationExternalId { get; init; }

    /// <summary>The title. Empty where it was erased.</summary>
    /// <example>After-school club</example>
    public required string Title { get; init; }

    /// <summary>What the project is and what volunteers do, in Markdown without HTML.</summary>
    /// <example>You help to run an **after-school club**.</example>
    public required string? Description { get; init; }

    /// <summary>Whom the organisation is looking for, in Markdown without HTML.</summary>
    /// <example>Patience, and some English.</example>
    public required string? ParticipantProfile { get; init; }

    /// <summary>Housing, food and local travel, in Markdown without HTML.</summary>
    /// <example>A room in a shared flat, ten minutes away on foot.</example>
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

    /// <summary>How many weeks the stay lasts; null means not stated.</summary>
    /// <example>8</example>
    [Range(1, Duration.MaxWeeks)]
    public required int? StatedWeeks { get; init; }

    /// <summary>The last day for applying; null means open until filled.</summary>
    /// <example>2027-02-28</example>
    public required DateOnly? Deadline { get; init; }

    /// <summary>What the organisation says about places.</summary>
    /// <example>open</example>
    [Codes(typeof(Places))]
    public required string Places { get; init; }

    /// <summary>Whether one can apply today, in Brussels.</summary>
    /// <example>open</example>
    [Codes(typeof(Availability))]
    public string Availability { get; init; } = "";

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

    /// <summary>The town.</summary>
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

    /// <summary>What looks doubtful about the data. It never hides a project.</summary>
    /// <example>["weeksMissing"]</example>
    [Codes(typeof(DataIssue))]
    public required IReadOnlyList<string> DataIssues { get; init; }

    /// <summary>True where it is still open and nobody has changed or confirmed it for 180 days. Confirm it, or withdraw it.</summary>
    /// <example>false</example>
    public bool Stale { get; init; }

    /// <summary>When the partner last said that all of this is still accurate; null means never.</summary>
    /// <example>2027-01-04T09:30:00Z</example>
    public required DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When it was first published here.</summary>
    /// <example>2026-11-24T08:00:00Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    /// <example>2027-01-04T09:30:00Z</example>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The number of its last change, and in quotes its ETag.</summary>
    /// <example>4711</example>
    [Range(1, long.MaxValue)]
    public required long ChangeNumber { get; init; }

    /// <summary>When it was withdrawn; null means that it is published.</summary>
    /// <example>null</example>
    public required DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>
    /// When the operator erased it for good; null means that it was not. Everything but its keys, dates, country and places is empty then, and a PUT is refused.
    /// </summary>
    /// <example>null</example>
    public required DateTimeOffset? ErasedAt { get; init; }

    /// <summary>What the database tells of it; <see cref="AsOf"/> adds what follows from that.</summary>
    internal static readonly Expression<Func<Project, PartnerProject>> FromRow = project => new PartnerProject
    {
        ExternalId = project.ExternalId!,
        Id = project.Id,
        OrganisationExternalId = project.Organisation.ExternalId!,
        Title = project.Title,
        Description = project.Description,
        ParticipantProfile = project.ParticipantProfile,
        Accommodation = project.Accommodation,
        Training = project.Training,
        Language = project.Language,
        StartsOn = project.StartsOn,
        EndsOn = project.EndsOn,
        StatedWeeks = project.StatedWeeks,
        Deadline = project.Deadline,
        Places = project.Places,
        ApplyUrl = project.ApplyUrl,
        Topics = project.Topics,
        ActivityType = project.ActivityType,
        Strand = project.Strand,
        Town = project.Town,
        Country = project.Country,
        Location = project.Latitude == null || project.Longitude == null ? null : new Location(project.Latitude.Value, project.Longitude.Value),
        EligibleCountries = project.EligibleCountries,
        DateFlexibility = project.DateFlexibility,
        RequiresCv = project.RequiresCv,
        RequiresMotivation = project.RequiresMotivation,
        DataIssues = project.InputIssues,
        ConfirmedAt = project.ConfirmedAt,
        CreatedAt = project.CreatedAt,
        UpdatedAt = project.UpdatedAt,
        ChangeNumber = project.ChangeNumber,
        WithdrawnAt = project.WithdrawnAt,
        ErasedAt = project.ErasedAt,
    };

    internal PartnerProject AsOf(DateTimeOffset now, DateOnly today)
    {
        var availability = Domain.Availability.AsOf(today, EndsOn, Deadline, Places);
        return this with
        {
            Availability = availability,
            DataIssues = DataIssue.Of([.. DataIssues], StartsOn, EndsOn, StatedWeeks, Deadline),
            Stale = WithdrawnAt is null && availability == Domain.Availability.Open
                && (ConfirmedAt > UpdatedAt ? ConfirmedAt.Value : UpdatedAt) <= StaleBefore(now),
        };
    }

    /// <summary>The last instant at which somebody has to have said something of what is not stale.</summary>
    internal static DateTimeOffset StaleBefore(DateTimeOffset now) => now.AddDays(-StaleAfterDays);
}
