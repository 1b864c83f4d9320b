namespace Portal.Api.Data;

/// <summary>A country and the group that it is in; the operator can change the group.</summary>
public sealed class CountryRow
{
    public required string Code { get; init; }

    /// <summary>A code of <see cref="Domain.CountryGroup"/>.</summary>
    public required string Group { get; set; }

    /// <summary>Where the group is written down.</summary>
    public required string GroupSource { get; set; }
}
