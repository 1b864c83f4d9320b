using System.Diagnostics.Metrics;

namespace Portal.Api.Platform.Webhooks;

/// <summary>How deliveries go, for /metrics.</summary>
public sealed class WebhookMetrics
{
    public const string MeterName = "Portal.Webhooks";

    private readonly Counter<long> attempts;
    private readonly Counter<long> disabled;
    private long pending;

    public WebhookMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        attempts = meter.CreateCounter<long>("portal.webhooks.attempts", description: "Messages that were sent, by outcome: delivered or failed");
        disabled = meter.CreateCounter<long>("portal.webhooks.disabled", description: "Webhooks that were disabled, by reason");
        meter.CreateObservableGauge("portal.webhooks.pending", () => Volatile.Read(ref pending), description: "Messages in the outbox at the last look");
    }

    /// <summary>How many messages wait in the outbox.</summary>
    public long Pending
    {
        get => Volatile.Read(ref pending);
        set => Volatile.Write(ref pending, value);
    }

    public void Attempted(Attempt attempt) => attempts.Add(1, new KeyValuePair<string, object?>("outcome", attempt.Succeeded ? "delivered" : "failed"));

    public void Disabled(string reason) => disabled.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
