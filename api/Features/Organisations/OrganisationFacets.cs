using System.ComponentModel.DataAnnotations;
using Portal.Api.Platform.Search;

namespace Portal.Api.Features.Organisations;

/// <summary>How many organisations each value of each filter would find.</summary>
public sealed record OrganisationFacets
{
    /// <summary>How many organisations match all filters.</summary>
    /// <example>61</example>
    [Range(0, int.MaxValue)]
    public required int Total { get; init; }

    /// <summary>The values of each facet, with their counts.</summary>
    public required OrganisationFacetValues Facets { get; init; }
}

/// <summary>The facets of a search for organisations. Values that nothing has are left out.</summary>
public sealed record OrganisationFacetValues
{
    /// <summary>Countries, the most frequent first. Its own filter is country.</summary>
    public required IReadOnlyList<FacetValue> Country { get; init; }

    /// <summary>Topics, the most frequent first. An organisation counts for each of its topics. Its own filter is topic.</summary>
    public required IReadOnlyList<FacetValue> Topic { get; init; }
}
