using System.Net;
using System.Text.RegularExpressions;

namespace Portal.Client;

/// <summary>
/// Sends a request again where that may help and cannot harm: after status 429, 502, 503 or 504 and where no answer came, and
/// only what may arrive twice: every read, PUT and DELETE without conditions, and the POSTs of a batch, a confirmation and a
/// question of eligibility. Before it does, it waits as long as Retry-After says, and a random while more, so that those who
/// failed together do not come back together.
/// </summary>
/// <param name="options">How often and how long; the defaults where there is none.</param>
/// <param name="time">Time itself; the system's where there is none.</param>
public sealed partial class RetryHandler(RetryOptions? options = null, TimeProvider? time = null) : DelegatingHandler
{
    private readonly RetryOptions options = options ?? new();
    private readonly TimeProvider time = time ?? TimeProvider.System;

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (options.Attempts <= 1 || !IsRepeatable(request))
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var start = time.GetTimestamp();
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan wait;
            try
            {
                var answer = await AttemptAsync(request, cancellationToken).ConfigureAwait(false);
                wait = RetryAfterOf(answer) + Backoff(attempt);
                if (!IsPassing(answer.StatusCode) || IsOver(attempt, start, wait))
                {
                    return answer;
                }

                answer.Dispose();
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or TimeoutException)
            {
                wait = Backoff(attempt);
                if (IsOver(attempt, start, wait))
                {
                    throw;
                }
            }

            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.AttemptTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        HttpResponseMessage? answer = null;
        try
        {
            answer = await base.SendAsync(request, either.Token).ConfigureAwait(false);

            // A connection that breaks on the way counts as a failure of the attempt. What is not JSON may be long and flows.
            if (answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) is true
                && answer.Content.Headers.ContentType.MediaType != "application/x-ndjson")
            {
                await LoadAsync(answer.Content, either.Token).ConfigureAwait(false);
            }

            return answer;
        }
        catch (Exception failure)
        {
            answer?.Dispose();
            if (failure is OperationCanceledException && patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new TimeoutException($"{request.Method} {request.RequestUri} got no answer within {options.AttemptTime}.", failure);
            }

            throw;
        }
    }

#if NET9_0_OR_GREATER
    private static Task LoadAsync(HttpContent content, CancellationToken cancellationToken) => content.LoadIntoBufferAsync(cancellationToken);
#else
    private static Task LoadAsync(HttpContent content, CancellationToken cancellationToken) => content.LoadIntoBufferAsync().WaitAsync(cancellationToken);
#endif

    /// <summary>In whole milliseconds, up: a timer cuts off the rest, and less than one would be no wait at all.</summary>
    private TimeSpan Backoff(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(Random.Shared.NextDouble() * Math.Min(options.MaxDelay.TotalMilliseconds, options.FirstDelay.TotalMilliseconds * Math.Pow(2, attempt - 1))));

    private bool IsOver(int attempt, long start, TimeSpan wait) => attempt >= options.Attempts || time.GetElapsedTime(start) + wait > options.TotalTime;

    private TimeSpan RetryAfterOf(HttpResponseMessage answer)
    {
        var wait = answer.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => TimeSpan.Zero,
        };
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static bool IsPassing(HttpStatusCode status) => status
        is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    // Whether its arriving twice leaves the same as once. A conditional write does not: where the first was taken, the second
    // is refused.
    private static bool IsRepeatable(HttpRequestMessage request)
    {
        if (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head)
        {
            return true;
        }

        if (request.Headers.Contains("If-Match") || request.Headers.Contains("If-None-Match"))
        {
            return false;
        }

        return request.Method == HttpMethod.Put
            || request.Method == HttpMethod.Delete
            || (request.Method == HttpMethod.Post && RepeatablePosts().IsMatch(request.RequestUri!.AbsolutePath));
    }

    [GeneratedRegex("/v1/(partner/projects/(batch|[^/]+/confirm)|projects/[^/]+/eligibility)$")]
    private static partial Regex RepeatablePosts();
}
