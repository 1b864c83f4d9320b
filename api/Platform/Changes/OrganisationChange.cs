using System.Text.Json.Serialization;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Platform.Changes;

/// <summary>An organisation as it is after its last change.</summary>
public sealed record OrganisationChange : ChangeItem
{
    /// <summary>The organisation; left out where the state is deleted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrganisationData? Data { get; init; }
}

/// <summary>
/// What may be handed on of an organisation's profile: its e-mail address and phone number are shown on the profile alone,
/// and those in its text are masked.
/// </summary>
public sealed record OrganisationData
{
    /// <summary>The organisation's key.</summary>
    /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10</example>
    public required Guid Id { get; init; }

    /// <summary>The Participant Identification Code; null where it has none.</summary>
    /// <example>948414467</example>
    public required string? Pic { get; init; }

    /// <summary>The name.</summary>
    /// <example>Casa Comunitară</example>
    public required string Name { get; init; }

    /// <summary>Who they are and what they do, in Markdown without HTML.</summary>
    /// <example>We run a **community house** for young people.</example>
    public required string? Description { get; init; }

    /// <summary>The town; null where it is not known.</summary>
    /// <example>Chișinău</example>
    public required string? Town { get; init; }

    /// <summary>The country: an ISO 3166-1 alpha-2 code, or XK.</summary>
    /// <example>MD</example>
    [CountryCodes]
    public required string Country { get; init; }

    /// <summary>The place on the map; null where it is not known.</summary>
    public required Location? Location { get; init; }

    /// <summary>The website; null where it has none.</summary>
    /// <example>https://example.org</example>
    public required string? Website { get; init; }

    /// <summary>The topics.</summary>
    /// <example>["socl", "edu"]</example>
    [Codes(typeof(Topic))]
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>What it offers to participants with fewer opportunities.</summary>
    /// <example>["mentoring"]</example>
    [Codes(typeof(InclusionSupport))]
    public required IReadOnlyList<string> Supports { get; init; }

    /// <summary>The Quality Labels.</summary>
    public required IReadOnlyList<LabelData> Labels { get; init; }

    /// <summary>When it was first published here.</summary>
    /// <example>2026-11-24T08:00:00Z</example>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed.</summary>
    /// <example>2027-01-04T09:30:00Z</example>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A Quality Label of the European Solidarity Corps.</summary>
public sealed record LabelData
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
}
