namespace Portal.Api.Domain;

/// <summary>
/// An address of a partner's that is told of changes. It remembers up to which change number it has been looked after, how
/// its deliveries go, and when it was given up on.
/// </summary>
public sealed class Webhook
{
    public const int MaxUrlLength = 2_000;
    public const int MaxDescriptionLength = 500;

    /// <summary>So many failures in a row mean that the receiver fails, and not one message.</summary>
    public const int FailuresOfReceiver = 3;

    public const int DefaultOverlapHours = 24;
    public const int MaxOverlapHours = 7 * 24;

    private Webhook()
    {
    }

    public Guid Id { get; private set; } = Guid.CreateVersion7();

    /// <summary>The partner's name.</summary>
    public string Partner { get; private set; } = "";

    public string Url { get; private set; } = "";

    public string? Description { get; private set; }

    /// <summary>Codes of <see cref="RecordKind"/>, at least one.</summary>
    public string[] Kinds { get; private set; } = [];

    public string[] Country { get; private set; } = [];

    public string[] Topic { get; private set; } = [];

    public Guid[] OrganisationId { get; private set; } = [];

    public string[] ActivityType { get; private set; } = [];

    public string[] Strand { get; private set; } = [];

    public string[] Support { get; private set; } = [];

    /// <summary>What messages are signed with, encrypted.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>What they were signed with before, and are too until <see cref="OldSecretExpiresAt"/>, encrypted.</summary>
    public string? OldSecret { get; private set; }

    public DateTimeOffset? OldSecretExpiresAt { get; private set; }

    /// <summary>The last change number that was looked at. What comes after it is not in the outbox yet.</summary>
    public long ChangeNumber { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public DateTimeOffset? DisabledAt { get; private set; }

    /// <summary>A code of <see cref="WebhookDisabledReason"/>, where it is disabled.</summary>
    public string? DisabledReason { get; private set; }

    /// <summary>The first failure since the last success.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>Failures since the last success.</summary>
    public int Failures { get; private set; }

    /// <summary>Before that nothing is sent, because the receiver asked for it or fails altogether.</summary>
    public DateTimeOffset? PausedUntil { get; private set; }

    /// <summary>While the receiver fails altogether: until then one message is being tried, and no other.</summary>
    public DateTimeOffset? TriedUntil { get; private set; }

    public DateTimeOffset? LastSuccessAt { get; private set; }

    public DateTimeOffset? LastFailureAt { get; private set; }

    /// <summary>The status of the last failure; null where no answer came.</summary>
    public int? LastFailureStatus { get; private set; }

    public string? LastFailureReason { get; private set; }

    /// <summary>A webhook that is told of what changes after a change number.</summary>
    public static Webhook Register(string partner, string url, string secret, long changeNumber, DateTimeOffset now) =>
        new() { Partner = partner, Url = url, Secret = secret, ChangeNumber = changeNumber, Kinds = [.. RecordKind.List.Values], CreatedAt = now, UpdatedAt = now };

    public void MoveTo(string url) => Url = url;

    public void Describe(string? description) => Description = description;

    public void Tell(string[] kinds) => Kinds = kinds;

    public void Filter(string[] country, string[] topic, Guid[] organisationId, string[] activityType, string[] strand, string[] support) =>
        (Country, Topic, OrganisationId, ActivityType, Strand, Support) = (country, topic, organisationId, activityType, strand, support);

    /// <summary>Signs with another secret from now on, and with the old one too for a while.</summary>
    public void Rotate(string secret, DateTimeOffset now, TimeSpan overlap)
    {
        OldSecret = overlap > TimeSpan.Zero ? Secret : null;
        OldSecretExpiresAt = overlap > TimeSpan.Zero ? now + overlap : null;
        Secret = secret;
    }

    public void Disable(DateTimeOffset now)
    {
        if (DisabledAt is null)
        {
            (DisabledAt, DisabledReason) = (now, WebhookDisabledReason.ByPartner);
        }
    }

    /// <summary>What waits is sent at once, and failures are counted anew.</summary>
    /// <returns>True where it had been disabled.</returns>
    public bool Enable()
    {
        var was = DisabledAt is not null;
        (DisabledAt, DisabledReason, FailingSince, Failures, PausedUntil, TriedUntil) = (null, null, null, 0, null, null);
        return was;
    }

    public void Touch(DateTimeOffset now) => UpdatedAt = now;

    /// <summary>Tells everything after a change number once more, if that was told already.</summary>
    public void Replay(long afterChangeNumber) => ChangeNumber = Math.Min(ChangeNumber, afterChangeNumber);
}

/// <summary>Whether a webhook is told of changes.</summary>
public static class WebhookState
{
    public const string Active = "active";
    public const string Disabled = "disabled";

    public static readonly CodeList List = new(
        "state",
        new(Active, "It is told of changes"),
        new(Disabled, "Nothing is sent until it is made active again"));
}

/// <summary>Why a webhook is told nothing any more.</summary>
public static class WebhookDisabledReason
{
    public const string ByPartner = "byPartner";
    public const string Failing = "failing";
    public const string Gone = "gone";

    public static readonly CodeList List = new(
        "reason",
        new(ByPartner, "The partner disabled it"),
        new(Failing, "Every delivery failed for days"),
        new(Gone, "The receiver answered 410 Gone"));
}
