using System.ComponentModel.DataAnnotations;

namespace Portal.Api.Platform.Search;

/// <summary>One value of a filter and how many it would find beside the other filters.</summary>
public sealed record FacetValue
{
    /// <summary>The value, as the filter takes it.</summary>
    /// <example>MD</example>
    [MaxLength(36)]
    public required string Value { get; init; }

    /// <summary>What to show for it.</summary>
    /// <example>Republica Moldova</example>
    public required string Label { get; init; }

    /// <summary>How many match with this value in place of the facet's own filter.</summary>
    /// <example>26</example>
    [Range(1, int.MaxValue)]
    public required int Count { get; init; }
}
