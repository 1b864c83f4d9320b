using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using Portal.Api.Domain;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Partner;

/// <summary>A partner's organisation with everything that it wrote, and what has become of it.</summary>
public sealed record PartnerOrganisation : IVersioned
{
    /// <summary>The partner's own key.</summary>
    /// <example>casa</example>
    public required string ExternalId { get; init; }

    /// <summary>The key under which it is published, at /v1/organisations/{id}. It never changes.</summary>
    /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10</example>
    public required Guid Id { get; init; }

    /// <summary>The Participant Identification Code; null where it has none.</summary>
    /// <example>948414467</example>
    public required string? Pic { get; init; }

    /// <summary>The name. Empty where it was erased.</summary>
    /// <example>Casa Comunitară</example>
    public required string Name { get; init; }

    /// <summary>Who they are and what they do, in Markdown without HTML.</summary>
    /// <example>We run a **community house** for young people.</example>
    public required string? Description { get; init; }

    /// <summary>The town.</summary>
    /// <example>Chișinău</example>
    public required string? Town { get; init; }

    /// <summary>The country: an ISO 3166-1 alpha-2 code, or XK.</summary>
    /// <example>MD</example>
    [CountryCodes]
    public required string Country { get; init; }

    /// <summary>The place on the map; null where it is not known.</summary>
    public required Location? Location { get; init; }

    /// <summary>The website.</summary>
    /// <example>https://example.org</example>
    public required string? Website { get; init; }

    /// <summary>Where to write to.</summary>
    /// <example>hello@example.org</example>
    public required string? Email { get; init; }

    /// <summary>Where to ring.</summary>
    /// <example>+373 22 000 000</example>
    public required string? Phone { get; init; }

    /// <summary>The topics.</summary>
    /// <example>["socl", "edu"]</example>
    [Codes(typeof(Topic))]
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>The Quality Labels.</summary>
    public required IReadOnlyList<PartnerLabel> Labels { get; init; }

    /// <summary>What they offer to participants with fewer opportunities.</summary>
    /// <example>["mentoring"]</example>
    [Codes(typeof(InclusionSupport))]
    public required IReadOnlyList<string> InclusionSupports { get; init; }

    /// <summary>How many of its projects are published.</summary>
    /// <example>3</example>
    [Range(0, int.MaxValue)]
    public required int PublishedProjects { get; init; }

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
    /// When the operator erased it for good; null means that it was not. Everything but its keys and country is empty then, and a PUT is refused.
    /// </summary>
    /// <example>null</example>
    public required DateTimeOffset? ErasedAt { get; init; }

    internal static readonly Expression<Func<Organisation, PartnerOrganisation>> FromRow = organisation => new PartnerOrganisation
    {
        ExternalId = organisation.ExternalId!,
        Id = organisation.Id,
        Pic = organisation.Pic,
        Name = organisation.Name,
        Description = organisation.Description,
        Town = organisation.Town,
        Country = organisation.Country,
        Location = organisation.Latitude == null || organisation.Longitude == null ? null : new Location(organisation.Latitude.Value, organisation.Longitude.Value),
        Website = organisation.Website,
        Email = organisation.Email,
        Phone = organisation.Phone,
        Topics = organisation.Topics,
        Labels = PartnerLabel.From(organisation.Labels),
        InclusionSupports = organisation.InclusionSupports,
        PublishedProjects = organisation.Projects.Count(project => project.WithdrawnAt == null),
        CreatedAt = organisation.CreatedAt,
        UpdatedAt = organisation.UpdatedAt,
        ChangeNumber = organisation.ChangeNumber,
        WithdrawnAt = organisation.WithdrawnAt,
        ErasedAt = organisation.ErasedAt,
    };
}

/// <summary>A Quality Label as its partner wrote it.</summary>
public sealed record PartnerLabel
{
    /// <summary>What it allows to do.</summary>
    /// <example>host</example>
    [Codes(typeof(LabelRole))]
    public required string Role { get; init; }

    /// <summary>The number of the label; null where it is not given.</summary>
    /// <example>2025-1-MD01-ESC50-000123</example>
    public required string? Reference { get; init; }

    /// <summary>The last day on which it holds; null means without an end.</summary>
    /// <example>2027-12-31</example>
    public required DateOnly? ValidUntil { get; init; }

    internal static IReadOnlyList<PartnerLabel> From(OrganisationLabel[] labels) =>
        [.. labels.Select(label => new PartnerLabel { Role = label.Role, Reference = label.Reference, ValidUntil = label.ValidUntil })];
}
