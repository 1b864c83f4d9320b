using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Changes;

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
    public required Uri License { get; init; }

    [JsonIgnore]
    public int FreshForSeconds => Items.Count == 0 ? ChangeLimits.EndIsFreshForSeconds : ChangeLimits.PageIsFreshForSeconds;
}

/// <summary>A page of projects, in the order of their last changes.</summary>
public sealed record ProjectChangePage : ChangePage<ProjectChange>;

/// <summary>A page of organisations, in the order of their last changes.</summary>
public sealed record OrganisationChangePage : ChangePage<OrganisationChange>;

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
}
