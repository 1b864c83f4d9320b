using System.Threading.RateLimiting;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;

namespace Portal.Api.Platform.Limits;

/// <summary>
/// Works on so many requests at once and lets others wait; who has waited too long is told to come back. In a burst one may wait a
/// while. Where nobody has been taken soon for as long, it is no burst but more than can be answered: until nobody has been sent
/// away for some time, nobody waits longer than a moment then (after the controlled delay of K. Nichols and V. Jacobson).
/// </summary>
public sealed class Overload : IDisposable
{
    /// <summary>How long a burst may last.</summary>
    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(500);

    /// <summary>How long one waits when there is more than a burst.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(10);

    /// <summary>How long nobody may have been sent away until there may be a burst again.</summary>
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(1);

    /// <summary>Machines rather wait than come back. Writers queue for change numbers anyway.</summary>
    private static readonly TimeSpan PatienceOfMachines = TimeSpan.FromSeconds(5);

    private const int WaitingForEach = 16;

    private readonly RequestDelegate next;
    private readonly TimeProvider time;
    private readonly PartitionedRateLimiter<Work> limiter;

    /// <summary>When somebody who searches has last been taken within a moment, in the clock's timestamps.</summary>
    private long takenSoonAt;

    /// <summary>Until when there is more than a burst, in the clock's timestamps.</summary>
    private long crowdedUntil = long.MinValue;

    public Overload(RequestDelegate next, OverloadSettings settings, TimeProvider time)
    {
        (this.next, this.time, takenSoonAt) = (next, time, time.GetTimestamp());
        limiter = PartitionedRateLimiter.Create<Work, Work>(work => settings.Concurrent <= 0
            ? RateLimitPartition.GetNoLimiter(work)
            : RateLimitPartition.GetConcurrencyLimiter(work, _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = work.Kind == RequestKind.Bulk ? Math.Max(1, settings.Concurrent / 2) : settings.Concurrent,
                QueueLimit = WaitingForEach * settings.Concurrent,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }));
    }

    public async Task InvokeAsync(HttpContext context)
    {
        var operation = context.GetEndpoint()?.Metadata;
        if (RequestKinds.Of(operation) is not { } kind)
        {
            await next(context);
            return;
        }

        using var turn = await TakeAsync(new(kind, operation?.GetMetadata<PublicReadAttribute>()?.IsStreamed == true), context.RequestAborted);
        if (turn is { IsAcquired: true })
        {
            await next(context);
            return;
        }

        context.Response.Headers.RetryAfter = "1";
        await Problem.From(ApiError.Overloaded, "Ask again in a second.", context).WriteAsync(context);
    }

    public void Dispose() => limiter.Dispose();

    /// <returns>What is no lease, or none at all, where there is no turn.</returns>
    private async ValueTask<RateLimitLease?> TakeAsync(Work work, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        RateLimitLease? lease = limiter.AttemptAcquire(work);
        if (!lease.IsAcquired)
        {
            lease.Dispose();
            lease = await WaitAsync(work, cancellationToken);
        }

        if (work.Kind == RequestKind.Search)
        {
            Note(lease is { IsAcquired: true }, since);
        }

        return lease;
    }

    private async ValueTask<RateLimitLease?> WaitAsync(Work work, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(PatienceFor(work), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await limiter.AcquireAsync(work, cancellationToken: either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Note(bool isTaken, long since)
    {
        var now = time.GetTimestamp();
        if (!isTaken)
        {
            Volatile.Write(ref crowdedUntil, now + (long)(Calm.TotalSeconds * time.TimestampFrequency));
        }
        else if (time.GetElapsedTime(since, now) < Moment)
        {
            Volatile.Write(ref takenSoonAt, now);
        }
    }

    private TimeSpan PatienceFor(Work work) =>
        work.Kind != RequestKind.Search ? PatienceOfMachines
        : time.GetTimestamp() < Volatile.Read(ref crowdedUntil) || time.GetElapsedTime(Volatile.Read(ref takenSoonAt)) > Burst ? Moment
        : Burst;

    /// <summary>What is streamed lasts as long as its reader likes, and must not keep what is short waiting.</summary>
    private readonly record struct Work(RequestKind Kind, bool IsStreamed);
}
