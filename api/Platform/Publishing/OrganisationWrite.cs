using System.ComponentModel.DataAnnotations;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Platform.Publishing;

/// <summary>Every field of an organisation that its partner writes. What is left out becomes empty: a write replaces the whole.</summary>
public sealed class OrganisationWrite : RequestBody
{
    /// <summary>The largest body that is read, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>The Participant Identification Code: nine digits, of one organisation only.</summary>
    /// <example>948414467</example>
    [RegularExpression(OrganisationFacts.PicPattern), MaxLength(9)]
    public string? Pic { get; init; }

    /// <summary>The name.</summary>
    /// <example>Casa Comunitară</example>
    [Required, MinLength(1), MaxLength(OrganisationFacts.MaxNameLength)]
    public string? Name { get; init; }

    /// <summary>Who they are and what they do, in Markdown. Tags of HTML are dropped.</summary>
    /// <example>We run a **community house** for young people.</example>
    [MaxLength(OrganisationFacts.MaxDescriptionLength)]
    public string? Description { get; init; }

    /// <summary>The town, as its people write it.</summary>
    /// <example>Chișinău</example>
    [MaxLength(ProjectFacts.MaxTownLength)]
    public string? Town { get; init; }

    /// <summary>The country: an ISO 3166-1 alpha-2 code, or XK. The European Union's own EL and UK are read as GR and GB.</summary>
    /// <example>MD</example>
    [Required, CountryCodes]
    public string? Country { get; init; }

    /// <summary>The place on the map.</summary>
    public LocationWrite? Location { get; init; }

    /// <summary>The website.</summary>
    /// <example>https://example.org</example>
    [MaxLength(ProjectFacts.MaxUrlLength)]
    public string? Website { get; init; }

    /// <summary>Where to write to. It is shown on the profile only.</summary>
    /// <example>hello@example.org</example>
    [MaxLength(OrganisationFacts.MaxEmailLength)]
    public string? Email { get; init; }

    /// <summary>Where to ring. It is shown on the profile only.</summary>
    /// <example>+373 22 000 000</example>
    [MaxLength(OrganisationFacts.MaxPhoneLength)]
    public string? Phone { get; init; }

    /// <summary>The topics, each once.</summary>
    /// <example>["socl", "edu"]</example>
    [Codes(typeof(Topic)), MaxLength(Rules.MaxValues)]
    public string[]? Topics { get; init; }

    /// <summary>The Quality Labels of the European Solidarity Corps.</summary>
    [MaxLength(OrganisationFacts.MaxLabels)]
    public LabelWrite[]? Labels { get; init; }

    /// <summary>What they offer to participants with fewer opportunities.</summary>
    /// <example>["mentoring"]</example>
    [Codes(typeof(InclusionSupport)), MaxLength(Rules.MaxValues)]
    public string[]? InclusionSupports { get; init; }

    /// <summary>The same in the words of the domain. The rules judge it.</summary>
    internal OrganisationFacts ToFacts() => new()
    {
        Pic = Pic,
        Name = Name?.Trim() ?? "",
        Description = RawHtml.Drop(string.IsNullOrWhiteSpace(Description) ? null : Description.ReplaceLineEndings("\n")).Markdown,
        Town = TextOf(Town),
        Country = Domain.Country.ToIso(Country ?? ""),
        Location = Domain.Location.From(Location?.Latitude, Location?.Longitude),
        Website = Website,
        Email = TextOf(Email),
        Phone = TextOf(Phone),
        Topics = [.. (Topics ?? []).Distinct()],
        Labels = [.. (Labels ?? []).Select(label => new OrganisationLabel(label.Role ?? "", TextOf(label.Reference), label.ValidUntil))],
        InclusionSupports = [.. (InclusionSupports ?? []).Distinct()],
    };

    private static string? TextOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A Quality Label of the European Solidarity Corps.</summary>
public sealed class LabelWrite : RequestBody
{
    /// <summary>What it allows to do.</summary>
    /// <example>host</example>
    [Required, Codes(typeof(LabelRole))]
    public string? Role { get; init; }

    /// <summary>The number of the label.</summary>
    /// <example>2025-1-MD01-ESC50-000123</example>
    [MaxLength(OrganisationFacts.MaxLabelReferenceLength)]
    public string? Reference { get; init; }

    /// <summary>The last day on which it holds; left out, it has no end.</summary>
    /// <example>2027-12-31</example>
    public DateOnly? ValidUntil { get; init; }
}
