using Portal.Api.Domain;

namespace Portal.Api.Data;

/// <summary>What was done with a partner and its keys, by whom and when. What is written to records is in changes.</summary>
public sealed class PartnerEvent
{
    public const string PartnerAdded = "partnerAdded";
    public const string KeyIssued = "keyIssued";
    public const string KeyRotated = "keyRotated";
    public const string KeyRevoked = "keyRevoked";

    /// <summary>Who works with the program on the server.</summary>
    public const string Operator = "operator";

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Partner { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset HappenedAt { get; init; }

    public required string ChangedBy { get; init; }

    /// <summary>The key's prefix; null where it is about the partner.</summary>
    public string? KeyPrefix { get; init; }

    public string? Detail { get; init; }

    public static PartnerEvent Of(PartnerKey key, string kind, string changedBy, DateTimeOffset now, string? detail = null) =>
        new() { Partner = key.Partner, Kind = kind, HappenedAt = now, ChangedBy = changedBy, KeyPrefix = key.Prefix, Detail = detail };
}
