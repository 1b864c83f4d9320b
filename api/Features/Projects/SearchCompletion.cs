using System.ComponentModel.DataAnnotations;
using Portal.Api.Domain;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Projects;

/// <summary>Completions of what somebody is typing, the most useful first.</summary>
public sealed record SearchCompletions
{
    /// <summary>The completions: towns, countries, topics and organisations before titles.</summary>
    [MaxLength(SuggestProjects.MaxItems)]
    public required IReadOnlyList<SearchCompletion> Items { get; init; }
}

/// <summary>One completion. Each finds at least one project that is open for applications.</summary>
public sealed record SearchCompletion
{
    /// <summary>What it is: title, organisation, town, country or topic.</summary>
    /// <example>town</example>
    [Codes(typeof(CompletionKind))]
    public required string Kind { get; init; }

    /// <summary>What to show, and what to search for where the kind has no filter of its own.</summary>
    /// <example>Chișinău</example>
    public required string Text { get; init; }

    /// <summary>For a country or a topic, its code; else null.</summary>
    /// <example>null</example>
    [MaxLength(36)]
    public required string? Code { get; init; }

    /// <summary>For a title the project's key, for an organisation its key; else null.</summary>
    /// <example>null</example>
    public required Guid? Id { get; init; }

    /// <summary>The country of a title, an organisation or a town; else null.</summary>
    /// <example>MD</example>
    [CountryCodes]
    public required string? Country { get; init; }

    /// <summary>The place on the map of a town, where it is known; else null.</summary>
    public required Location? Location { get; init; }

    /// <summary>How many projects that are open for applications it stands for.</summary>
    /// <example>12</example>
    [Range(1, int.MaxValue)]
    public required int Total { get; init; }
}

/// <summary>What a completion can be.</summary>
public static class CompletionKind
{
    public const string Title = "title";
    public const string Organisation = "organisation";
    public const string Town = "town";
    public const string Country = "country";
    public const string Topic = "topic";

    public static readonly CodeList List = new(
        "kind",
        new(Title, "The title of a project"),
        new(Organisation, "The name of an organisation"),
        new(Town, "A town"),
        new(Country, "A country"),
        new(Topic, "A topic"));
}
