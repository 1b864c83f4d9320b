using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Features.Changes;

/// <summary>
/// A page of changes as OpenActive's Realtime Paged Data Exchange 1.0 has it. Each record comes once, as it is now, at the
/// place of its last change; whoever follows next to the end has all of them.
/// </summary>
public abstract record ChangePage<TItem> : IFresh
{
    /// <summary>The page that follows. At the end it is this page itself: ask it again for what has changed since.</summary>
    /// <example>https://portal.example/v1/changes/projects?afterChangeNumber=4711</example>
    public required Uri Next { get; init; }

    /// <summary>The records, by change number; none at the end.</summary>
    [MaxLength(ChangeLimits.MaxItems)]
    public required IReadOnlyList<TItem> Items { get; init; }

    /// <summary>Under which licence the data may be reused.</summary>
    /// <example>https://creativecommons.org/licenses/by/4.0/</example>
    public Uri License { get; init; } = ChangeLimits.License;

    [JsonIgnore]
    public int FreshForSeconds => Items.Count == 0 ? ChangeLimits.EndIsFreshForSeconds : ChangeLimits.PageIsFreshForSeconds;
}

/// <summary>A record as it is after its last change.</summary>
public abstract record ChangeItem
{
    /// <summary>updated: the record is in data; deleted: it was withdrawn, or the filters leave it out.</summary>
    /// <example>updated</example>
    [ExtensibleEnum(Updated, Deleted)]
    public required string State { get; init; }

    /// <summary>What the record is.</summary>
    /// <example>project</example>
    [ExtensibleEnum("project", "organisation")]
    public required string Kind { get; init; }

    /// <summary>The record's key.</summary>
    /// <example>01980f3a-6c1b-7f60-9d55-3b0f2a7e4c11</example>
    public required Guid Id { get; init; }

    /// <summary>The number of its last change. A record that changes again comes again, with a higher one.</summary>
    /// <example>4711</example>
    [Range(1, long.MaxValue)]
    public required long Modified { get; init; }

    public const string Updated = "updated";
    public const string Deleted = "deleted";
}

/// <summary>How much a page of changes holds.</summary>
public static class ChangeLimits
{
    public const int DefaultItems = 500;
    public const int MaxItems = 1_000;

    /// <summary>The end is soon not the end any more. RPDE recommends 8 seconds at most.</summary>
    public const int EndIsFreshForSeconds = 5;

    /// <summary>
    /// Any other page leads to what came after it however old it is, so caches can carry those who begin. As RPDE recommends.
    /// </summary>
    public const int PageIsFreshForSeconds = 3_600;

    public static readonly Uri License = new("https://creativecommons.org/licenses/by/4.0/");
}
