using Portal.Api.Platform.Changes;

namespace Portal.Api.Platform.Webhooks;

/// <summary>A row of the outbox that this process is sending, and what it has to know of the webhook. The secrets are as they are kept.</summary>
public sealed record TakenDelivery(
    Guid WebhookId, Guid RecordId, string Kind, long ChangeNumber, int Attempts, Guid Lease, string Url, IReadOnlyList<string> Secrets, ChangeFilter Filter)
{
    /// <summary>The same with every attempt, and also when the change is replayed: receivers tell by it what they have already.</summary>
    public string MessageId => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"msg_{WebhookId:N}_{ChangeNumber}");
}

/// <summary>How an attempt went.</summary>
/// <param name="Status">The answer's; null where none came.</param>
/// <param name="Reason">What went wrong, in words for the partner; null where nothing did.</param>
/// <param name="RetryAfter">When the receiver wants to be asked again.</param>
public sealed record Attempt(int? Status, string? Reason, DateTimeOffset? RetryAfter = null)
{
    public const int MaxReasonLength = 500;

    public bool Succeeded => Reason is null;

    /// <summary>The receiver does not want to be told any more.</summary>
    public bool Gone => Status == StatusCodes.Status410Gone;
}
