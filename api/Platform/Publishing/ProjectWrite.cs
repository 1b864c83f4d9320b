using System.ComponentModel.DataAnnotations;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Platform.Publishing;

/// <summary>Every field of a project that its partner writes. What is left out becomes empty: a write replaces the whole.</summary>
public sealed class ProjectWrite : RequestBody
{
    /// <summary>The largest body of one project that is read, in bytes.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>How many codes a list takes.</summary>
    public const int MaxCountries = 250;

    /// <summary>The partner's own key of the organisation whose project it is. It has to be published already.</summary>
    /// <example>casa</example>
    [Required, MinLength(1), MaxLength(ExternalIds.MaxLength)]
    public string? OrganisationExternalId { get; init; }

    /// <summary>The title, in plain text.</summary>
    /// <example>After-school club</example>
    [Required, MinLength(1), MaxLength(ProjectFacts.MaxTitleLength)]
    public string? Title { get; init; }

    /// <summary>What the project is and what volunteers do, in Markdown. Tags of HTML are dropped and noted as tagsDropped.</summary>
    /// <example>You help to run an **after-school club**.</example>
    [MaxLength(ProjectFacts.MaxTextLength)]
    public string? Description { get; init; }

    /// <summary>Whom the organisation is looking for, in Markdown.</summary>
    /// <example>Patience, and some English.</example>
    [MaxLength(ProjectFacts.MaxTextLength)]
    public string? ParticipantProfile { get; init; }

    /// <summary>Housing, food and local travel, in Markdown.</summary>
    /// <example>A room in a shared flat, ten minutes away on foot.</example>
    [MaxLength(ProjectFacts.MaxTextLength)]
    public string? Accommodation { get; init; }

    /// <summary>What volunteers are taught before and during the stay, in Markdown.</summary>
    /// <example>A language course of two hours a week.</example>
    [MaxLength(ProjectFacts.MaxTextLength)]
    public string? Training { get; init; }

    /// <summary>The language of the texts, as a BCP 47 tag.</summary>
    /// <example>ro</example>
    [MaxLength(35), RegularExpression(ProjectFacts.LanguagePattern)]
    public string? Language { get; init; }

    /// <summary>The first day, from 2000-01-01 to 2100-12-31.</summary>
    /// <example>2027-04-01</example>
    [Required]
    public DateOnly? StartsOn { get; init; }

    /// <summary>The last day, not before the first one, to 2100-12-31.</summary>
    /// <example>2027-05-31</example>
    [Required]
    public DateOnly? EndsOn { get; init; }

    /// <summary>How many weeks the stay lasts, where the organisation says so. 0 is read as not stated and noted as
    /// weeksMissing.</summary>
    /// <example>8</example>
    [Range(0, Duration.MaxWeeks)]
    public int? StatedWeeks { get; init; }

    /// <summary>The last day for applying; left out, it is open until filled. 2037-12-31 and later mean none and are noted
    /// as deadlineSentinel.</summary>
    /// <example>2027-02-28</example>
    public DateOnly? Deadline { get; init; }

    /// <summary>What the organisation says about places now; open when left out.</summary>
    /// <example>open</example>
    [Codes(typeof(Places))]
    public string? Places { get; init; }

    /// <summary>Where to apply.</summary>
    /// <example>https://example.org/apply</example>
    [MaxLength(ProjectFacts.MaxUrlLength)]
    public string? ApplyUrl { get; init; }

    /// <summary>The topics, each once.</summary>
    /// <example>["socl", "edu"]</example>
    [Codes(typeof(Topic)), MaxLength(Rules.MaxValues)]
    public string[]? Topics { get; init; }

    /// <summary>Whether one volunteers alone or in a team; left out, it is not stated.</summary>
    /// <example>individual</example>
    [Codes(typeof(ActivityType))]
    public string? ActivityType { get; init; }

    /// <summary>The strand of the European Solidarity Corps; left out, it is not stated.</summary>
    /// <example>volunteering</example>
    [Codes(typeof(Strand))]
    public string? Strand { get; init; }

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

    /// <summary>Where participants may live; left out or empty, in every programme country. Codes as for country.</summary>
    /// <example>["IT", "ES", "MD"]</example>
    [CountryCodes, MaxLength(MaxCountries)]
    public string[]? EligibleCountries { get; init; }

    /// <summary>Whether the dates can be agreed; left out, it is not stated.</summary>
    /// <example>flexible</example>
    [Codes(typeof(DateFlexibility))]
    public string? DateFlexibility { get; init; }

    /// <summary>Whether a CV has to be sent; left out, it is not stated.</summary>
    /// <example>true</example>
    public bool? RequiresCv { get; init; }

    /// <summary>Whether a letter of motivation has to be sent; left out, it is not stated.</summary>
    /// <example>true</example>
    public bool? RequiresMotivation { get; init; }

    /// <summary>The same in the words of the domain, with the quirks of real data put right. The rules judge it.</summary>
    internal ProjectFacts ToFacts()
    {
        var dropped = false;
        return new ProjectFacts
        {
            Title = Title?.Trim() ?? "",
            Description = Text(Description),
            ParticipantProfile = Text(ParticipantProfile),
            Accommodation = Text(Accommodation),
            Training = Text(Training),
            Language = Language,
            StartsOn = StartsOn ?? default,
            EndsOn = EndsOn ?? StartsOn ?? default,
            StatedWeeks = StatedWeeks,
            Deadline = Deadline,
            Places = Places ?? Domain.Places.Open,
            ApplyUrl = ApplyUrl,
            Topics = Topics ?? [],
            ActivityType = ActivityType,
            Strand = Strand,
            Town = string.IsNullOrWhiteSpace(Town) ? null : Town.Trim(),
            Country = Country ?? "",
            Location = Domain.Location.From(Location?.Latitude, Location?.Longitude),
            EligibleCountries = EligibleCountries ?? [],
            DateFlexibility = DateFlexibility,
            RequiresCv = RequiresCv,
            RequiresMotivation = RequiresMotivation,
            InputIssues = dropped ? [DataIssue.TagsDropped] : [],
        }.Normalised();

        string? Text(string? markdown)
        {
            var (text, wasDropped) = RawHtml.Drop(string.IsNullOrWhiteSpace(markdown) ? null : markdown.ReplaceLineEndings("\n"));
            dropped |= wasDropped;
            return text;
        }
    }
}

/// <summary>A place on the map, in degrees of WGS 84.</summary>
public sealed class LocationWrite : RequestBody
{
    /// <summary>Degrees north of the equator, negative to the south.</summary>
    /// <example>47.0245</example>
    [Required, Range(-90.0, 90.0)]
    public double? Latitude { get; init; }

    /// <summary>Degrees east of Greenwich, negative to the west.</summary>
    /// <example>28.8323</example>
    [Required, Range(-180.0, 180.0)]
    public double? Longitude { get; init; }
}
