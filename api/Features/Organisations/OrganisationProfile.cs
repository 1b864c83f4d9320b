using System.ComponentModel.DataAnnotations;
using Portal.Api.Domain;
using Portal.Api.Features.Projects;
using Portal.Api.Platform;
using Portal.Api.Platform.LinkedData;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Organisations;

/// <summary>Everything that is published about one organisation.</summary>
public sealed record OrganisationProfile : OrganisationSummary, ILinked
{
    /// <summary>Who the organisation is and what it does, in Markdown without HTML.</summary>
    /// <example>We run **two youth clubs** by the river.</example>
    [MaxLength(OrganisationFacts.MaxDescriptionLength)]
    public required string? Description { get; init; }

    /// <summary>The organisation's website.</summary>
    /// <example>https://example.org</example>
    [MaxLength(ProjectFacts.MaxUrlLength)]
    public required string? Website { get; init; }

    /// <summary>Where to write to. It appears on the profile only, never in exports, feeds or search answers.</summary>
    /// <example>hello@example.org</example>
    [MaxLength(320)]
    public required string? Email { get; init; }

    /// <summary>Where to call. It appears on the profile only, never in exports, feeds or search answers.</summary>
    /// <example>+420 000 000 000</example>
    [MaxLength(50)]
    public required string? Phone { get; init; }

    /// <summary>The European Solidarity Corps Quality Labels that it holds or held.</summary>
    public required IReadOnlyList<QualityLabel> Labels { get; init; }

    /// <summary>When it was first published here.</summary>
    /// <example>2026-11-24T08:00:00Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    /// <example>2027-01-04T09:30:00Z</example>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The number of its last change. Numbers ascend over all organisations and projects.</summary>
    /// <example>4711</example>
    [Range(1, long.MaxValue)]
    public required long ChangeNumber { get; init; }

    /// <summary>Its projects, also the ones that have closed.</summary>
    public required OrganisationProjects Projects { get; init; }

    object ILinked.ToLinkedData(PublicSite site) => OrganisationLinkedData.Of(this, site);
}

/// <summary>The projects on an organisation's profile.</summary>
public sealed record OrganisationProjects
{
    /// <summary>The most projects that a profile lists; the rest is found with searchProjects and organisationId.</summary>
    public const int MaxItems = 100;

    /// <summary>Up to 100 projects: open ones first, the next deadline first and those without one after them, then the
    /// closed ones from the latest start on.</summary>
    [MaxLength(MaxItems)]
    public required IReadOnlyList<ProjectSummary> Items { get; init; }

    /// <summary>How many projects there are in all.</summary>
    /// <example>2</example>
    [Range(0, int.MaxValue)]
    public required int Total { get; init; }
}

/// <summary>A European Solidarity Corps Quality Label.</summary>
public sealed record QualityLabel
{
    /// <summary>What the organisation may do: host, support or lead.</summary>
    /// <example>host</example>
    [Codes(typeof(LabelRole))]
    public required string Role { get; init; }

    /// <summary>The number of the label.</summary>
    /// <example>2025-1-MD01-ESC50-000123</example>
    [MaxLength(200)]
    public required string? Reference { get; init; }

    /// <summary>The last day on which it holds; null means without an end.</summary>
    /// <example>2027-12-31</example>
    public required DateOnly? ValidUntil { get; init; }

    internal static IReadOnlyList<QualityLabel> From(IEnumerable<OrganisationLabel> labels) =>
        [.. labels.Select(label => new QualityLabel { Role = label.Role, Reference = label.Reference, ValidUntil = label.ValidUntil })];
}
