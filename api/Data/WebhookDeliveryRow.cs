namespace Portal.Api.Data;

/// <summary>
/// What a webhook has still to be told: that a record changed. There is one row for each webhook and record, because the
/// newest change is all that counts; it goes when the receiver has taken it.
/// </summary>
public sealed class WebhookDeliveryRow
{
    public required Guid WebhookId { get; init; }

    public required Guid RecordId { get; init; }

    /// <summary>A code of <see cref="Domain.RecordKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The change that is to be told.</summary>
    public required long ChangeNumber { get; init; }

    /// <summary>How often it was tried in vain.</summary>
    public required int Attempts { get; init; }

    public required DateTimeOffset NextAttemptAt { get; init; }

    /// <summary>Who is sending it; null where nobody is.</summary>
    public Guid? Lease { get; init; }

    /// <summary>Whoever sends it has ended or died by then, and another may.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }
}
