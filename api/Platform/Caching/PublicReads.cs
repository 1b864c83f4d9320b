using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.ResponseCompression;

namespace Portal.Api.Platform.Caching;

/// <summary>
/// Makes the answers of public reads, once for all who ask the same at the same time, and keeps them. What comes out of the
/// operation is not sent from here but handed back to <see cref="CachedReads"/>; failures are sent as they are and not kept.
/// </summary>
public sealed class PublicReads(
    RequestDelegate next, AnswerCache cache, SharedAnswers shared, ChangeFollower follower, BrusselsClock clock, TimeProvider time,
    CanonicalQuery canonical, IResponseCompressionProvider compression)
{
    /// <summary>What is being made at the moment, and what became of it: null where it was a failure or is too long to be kept.</summary>
    private readonly ConcurrentDictionary<string, TaskCompletionSource<CachedAnswer?>> making = new();

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicReadAttribute>() is not { IsStreamed: false } operation
            || context.Features.Get<PublicRead>() is not { } read)
        {
            await next(context);
            return;
        }

        // Everything is worked out from one spelling of the question, so that an answer is the same for all of them.
        context.Request.QueryString = canonical.Of(context);
        if (cache.IsOn)
        {
            await follower.CatchUpAsync(context.RequestAborted);
        }

        if (!cache.IsOn || follower.Known is not { } arrival)
        {
            if (await MakeAsync(context, operation) is { } made)
            {
                read.End(made, "off", "portal; fwd=bypass");
            }

            return;
        }

        var key = AnswerKey.Of(context.Request);
        if (key != read.Key && cache.Find(key) is { } known && cache.MayBeGiven(known, out var age))
        {
            cache.Keep(read.Key, known);
            read.End(known, "hit", "portal; hit", age);
            return;
        }

        await ShareAsync(context, operation, read, key, arrival);
    }

    private async Task ShareAsync(HttpContext context, PublicReadAttribute operation, PublicRead read, AnswerKey key, KnownChanges arrival)
    {
        var one = operation.DependsOnAccept ? key.InForm : key.Question;
        while (true)
        {
            var own = new TaskCompletionSource<CachedAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = making.GetOrAdd(one, own);
            if (first == own)
            {
                await LeadAsync(context, operation, read, key, one, own);
                return;
            }

            CachedAnswer? answer;
            try
            {
                answer = await first.Task.WaitAsync(context.RequestAborted);
            }
            catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
            {
                // Who was making it has gone away.
                continue;
            }

            if (answer is null)
            {
                if (await MakeAsync(context, operation) is { } made)
                {
                    read.End(made, "miss", MissStatus(read, isKept: false));
                }

                return;
            }

            // It may have been begun before something that was known when this reader came. The next one is not.
            if (arrival.Hold(answer) && (answer.Sources.Day is not { } day || day == clock.Today))
            {
                cache.Keep(read.Key, answer);
                read.End(answer, "collapsed", $"{MissStatus(read, isKept: false)}; collapsed");
                return;
            }
        }
    }

    private async Task LeadAsync(HttpContext context, PublicReadAttribute operation, PublicRead read, AnswerKey key, string one, TaskCompletionSource<CachedAnswer?> own)
    {
        CachedAnswer? answer = null;
        try
        {
            // It may have been finished between the look and the turn.
            if (cache.Find(key) is { } finished && cache.MayBeGiven(finished, out var age))
            {
                answer = finished;
                cache.Keep(read.Key, answer);
                read.End(answer, "hit", "portal; hit", age);
            }
            else if (await shared.FindAsync(one, context.RequestAborted) is { } others && cache.MayBeGiven(others, out age))
            {
                answer = others;
                Keep(read, key, answer);
                read.End(answer, "shared", "portal; hit; detail=shared", age);
            }
            else if (await MakeAsync(context, operation) is { } made)
            {
                answer = made.IsShort ? made : null;
                var isKept = made.IsShort && cache.MayBeGiven(made, out _);
                read.End(made, "miss", MissStatus(read, isKept));
                if (isKept)
                {
                    Keep(read, key, made);
                    await shared.KeepAsync(one, made);
                }
            }
        }
        finally
        {
            making.TryRemove(one, out _);
            if (answer is null && context.RequestAborted.IsCancellationRequested)
            {
                own.SetCanceled(CancellationToken.None);
            }
            else
            {
                own.SetResult(answer);
            }
        }
    }

    private void Keep(PublicRead read, AnswerKey key, CachedAnswer answer)
    {
        cache.Keep(key, answer);
        if (read.Key != key)
        {
            cache.Keep(read.Key, answer);
        }
    }

    private static string MissStatus(PublicRead read, bool isKept) => $"portal; fwd={(read.IsOutdated ? "stale" : "uri-miss")}{(isKept ? "; stored" : "")}";

    /// <summary>What was known before the work began decides how long the answer holds: what changes meanwhile makes it outdated.</summary>
    private async Task<CachedAnswer?> MakeAsync(HttpContext context, PublicReadAttribute operation)
    {
        var known = follower.Known;
        var day = operation.Day == DayOf.Any || operation.Day == DayOf.Asked && context.Request.Query.ContainsKey("asOf") ? (DateOnly?)null : clock.Today;
        var response = context.Response;
        var body = response.Body;
        var said = response.Headers.Select(header => header.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var buffer = WrittenJson.Buffers.GetStream();
        response.RegisterForDispose(buffer);
        response.Body = buffer;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = body;
        }

        if (response.StatusCode != StatusCodes.Status200OK)
        {
            response.ContentLength = buffer.Length;
            buffer.Position = 0;
            await buffer.CopyToAsync(body, context.RequestAborted);
            return null;
        }

        var isShort = cache.IsFor(buffer.Length);
        var content = isShort ? new ReadOnlySequence<byte>(buffer.GetReadOnlySequence().ToArray()) : buffer.GetReadOnlySequence();
        var answer = new CachedAnswer
        {
            Tag = CachedAnswer.TagOf(content),
            ContentType = response.ContentType ?? "",
            Headers = [.. response.Headers.Where(header => !said.Contains(header.Key) && header.Key is not ("Content-Type" or "Content-Length"))],
            Body = content,
            IsShort = isShort,
            IsCompressible = compression.ShouldCompressResponse(context),
            DependsOnAccept = operation.DependsOnAccept,
            FreshForSeconds = Freshness.Of(context) ?? operation.FreshForSeconds,
            Sources = new(
                known?.World ?? new(0, 0), operation.Shows,
                operation.Shows.HasFlag(ChangesOf.TheRecord) && Guid.TryParse(context.Request.RouteValues["id"]?.ToString(), out var record) ? record : null, day),
            MadeAt = time.GetUtcNow(),
            AsOf = known?.Seen ?? -1,
        };
        foreach (var name in answer.Headers.Select(header => header.Key).Concat(["Content-Type", "Content-Length"]))
        {
            response.Headers.Remove(name);
        }

        return answer;
    }
}
