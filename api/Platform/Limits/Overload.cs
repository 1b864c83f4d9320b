using System.Threading.RateLimiting;
using Portal.Api.Platform.Caching;
using Portal.Api.Platform.Errors;

namespace Portal.Api.Platform.Limits;

/// <summary>
/// Works on so many requests at once and lets a few wait. What comes on top is told at once to come back, so that what was taken is
/// still answered soon. Writers queue for change numbers anyway, and rather wait than come back.
/// </summary>
public sealed class Overload(RequestDelegate next, OverloadSettings settings) : IDisposable
{
    private const int WaitingForEachWriter = 8;

    private readonly PartitionedRateLimiter<Work> limiter = PartitionedRateLimiter.Create<Work, Work>(work =>
        settings.Concurrent <= 0
            ? RateLimitPartition.GetNoLimiter(work)
            : RateLimitPartition.GetConcurrencyLimiter(work, _ => new ConcurrencyLimiterOptions
            {
                PermitLimit = work.Kind == RequestKind.Bulk ? Math.Max(1, settings.Concurrent / 2) : settings.Concurrent,
                QueueLimit = work.Kind == RequestKind.Writes ? WaitingForEachWriter * settings.Concurrent : settings.Concurrent,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }));

    public async Task InvokeAsync(HttpContext context)
    {
        if (RequestKinds.Of(context.GetEndpoint()?.Metadata) is not { } kind)
        {
            await next(context);
            return;
        }

        var isStreamed = context.GetEndpoint()?.Metadata.GetMetadata<PublicReadAttribute>()?.IsStreamed == true;
        using var turn = await limiter.AcquireAsync(new(kind, isStreamed), cancellationToken: context.RequestAborted);
        if (turn.IsAcquired)
        {
            await next(context);
            return;
        }

        context.Response.Headers.RetryAfter = "1";
        await Problem.From(ApiError.Overloaded, "Ask again in a second.", context).WriteAsync(context);
    }

    public void Dispose() => limiter.Dispose();

    /// <summary>What is streamed lasts as long as its reader likes, and must not keep what is short waiting.</summary>
    private readonly record struct Work(RequestKind Kind, bool IsStreamed);
}
