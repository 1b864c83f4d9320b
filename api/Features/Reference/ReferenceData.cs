using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Reference;

/// <summary>Every code list, so that no client has to guess. Lists grow; a client survives a code that it does not know.</summary>
public sealed record ReferenceData
{
    /// <summary>The language that the labels were asked for in.</summary>
    /// <example>ro</example>
    [Codes(typeof(Language))]
    public required string Language { get; init; }

    /// <summary>Countries, by code.</summary>
    public required IReadOnlyList<CountryItem> Countries { get; init; }

    /// <summary>The parts that countries take in the programme.</summary>
    public required IReadOnlyList<ReferenceItem> CountryGroups { get; init; }

    /// <summary>What projects and organisations are about.</summary>
    public required IReadOnlyList<ReferenceItem> Topics { get; init; }

    /// <summary>What organisations offer to participants with fewer opportunities.</summary>
    public required IReadOnlyList<ReferenceItem> Supports { get; init; }

    /// <summary>Whether one can apply.</summary>
    public required IReadOnlyList<ReferenceItem> Availability { get; init; }

    /// <summary>Alone or as a team.</summary>
    public required IReadOnlyList<ReferenceItem> ActivityTypes { get; init; }

    /// <summary>The strands of the European Solidarity Corps.</summary>
    public required IReadOnlyList<ReferenceItem> Strands { get; init; }

    /// <summary>Whether dates can be agreed.</summary>
    public required IReadOnlyList<ReferenceItem> DateFlexibility { get; init; }

    /// <summary>What an organisation says about places.</summary>
    public required IReadOnlyList<ReferenceItem> Places { get; init; }

    /// <summary>With or without a deadline.</summary>
    public required IReadOnlyList<ReferenceItem> DeadlineKinds { get; init; }

    /// <summary>The roles of a Quality Label.</summary>
    public required IReadOnlyList<ReferenceItem> LabelRoles { get; init; }

    /// <summary>What can look doubtful about a project's data.</summary>
    public required IReadOnlyList<ReferenceItem> DataIssues { get; init; }

    /// <summary>What a check of eligibility can answer.</summary>
    public required IReadOnlyList<ReferenceItem> EligibilityOutcomes { get; init; }

    /// <summary>What a check of eligibility can find.</summary>
    public required IReadOnlyList<ReferenceItem> EligibilityReasons { get; init; }

    /// <summary>The portal's interface languages, each under its own name.</summary>
    public required IReadOnlyList<ReferenceItem> Languages { get; init; }
}

/// <summary>One code and its label.</summary>
public sealed record ReferenceItem
{
    /// <summary>The code, as other operations take and give it.</summary>
    /// <example>migr</example>
    public required string Code { get; init; }

    /// <summary>What to show for it.</summary>
    /// <example>Reception and integration of refugees and migrants</example>
    public required string Label { get; init; }
}

/// <summary>One country.</summary>
public sealed record CountryItem
{
    /// <summary>Its ISO 3166-1 alpha-2 code, or XK.</summary>
    /// <example>MD</example>
    [CountryCodes]
    public required string Code { get; init; }

    /// <summary>Its name in the language asked for.</summary>
    /// <example>Republica Moldova</example>
    public required string Label { get; init; }

    /// <summary>Which part it takes in the programme. The operator can change it.</summary>
    /// <example>partner</example>
    [Codes(typeof(CountryGroup))]
    public required string Group { get; init; }

    /// <summary>Where the group is written down.</summary>
    /// <example>European Solidarity Corps Guide, eligible countries</example>
    public required string GroupSource { get; init; }
}
