namespace Portal.Api.Data;

/// <summary>A partner: a national agency or an umbrella organisation that publishes by machine.</summary>
public sealed class PartnerRow
{
    public const int MaxNameLength = 100;

    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
