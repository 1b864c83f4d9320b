using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Portal.Api.Platform.Caching;

/// <summary>
/// Stands before everything that costs something. What is kept is answered from here, packed as the reader takes it, with 304
/// where the reader has it; everything else goes on, and what <see cref="PublicReads"/> makes of it is sent from here too.
/// </summary>
public sealed class CachedReads(
    RequestDelegate next, AnswerCache cache, ChangeFollower follower, BrusselsClock clock, CacheSettings settings, IResponseCompressionProvider compression)
{
    public const string MeterName = "Portal.Cache";

    private const int MaxKnownEncodings = 500;
    private const int MaxEncodingLength = 100;

    private static readonly Counter<long> Reads = new Meter(MeterName).CreateCounter<long>("portal.cache.reads", description: "Public reads by how they were answered.");

    private static readonly StringValues Vary = HeaderNames.AcceptEncoding;
    private static readonly StringValues VaryInForm = $"{HeaderNames.Accept}, {HeaderNames.AcceptEncoding}";
    private static readonly StringValues Hit = "portal; hit";

    private readonly ConcurrentDictionary<string, ICompressionProvider?> encodings = new();
    private readonly ConcurrentDictionary<int, string> lifetimes = new();

    public Task InvokeAsync(HttpContext context)
    {
        var method = context.Request.Method;
        return HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? ReadAsync(context) : WriteAsync(context);
    }

    private async Task ReadAsync(HttpContext context)
    {
        var read = new PublicRead(AnswerKey.Of(context.Request));
        if (cache.Find(read.Key) is { } kept)
        {
            await follower.CatchUpAsync(context.RequestAborted);
            if (cache.MayBeGiven(kept, out var age))
            {
                await SendAsync(context, kept, age, Hit, "hit");
                return;
            }

            read.IsOutdated = true;
        }

        context.Features.Set(read);
        await next(context);
        if (read.Answer is { } answer)
        {
            await SendAsync(context, answer, read.Age, read.Status, read.Outcome);
        }
    }

    /// <summary>Who has written here and reads here sees it.</summary>
    private async Task WriteAsync(HttpContext context)
    {
        await next(context);
        if (context.Response.StatusCode < StatusCodes.Status400BadRequest)
        {
            follower.Expect();
        }
    }

    private Task SendAsync(HttpContext context, CachedAnswer answer, TimeSpan age, StringValues status, string outcome)
    {
        Reads.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        var response = context.Response;
        var headers = response.Headers;
        var encoding = answer.IsCompressible ? EncodingFor(context) : null;
        var tag = answer.TagIn(encoding);
        // Who has it plain may go on with that, whatever packed forms it takes by now.
        var has = TagOfWhatReaderHas(context.Request, tag, answer.Tag);
        headers.ETag = has ?? tag;
        headers.Vary = answer.DependsOnAccept ? VaryInForm : Vary;
        headers.CacheControl = LifetimeOf(answer, age);
        headers["Cache-Status"] = status;
        if (age > settings.Promise && (int)age.TotalSeconds is > 0 and var seconds)
        {
            headers.Age = seconds.ToString(CultureInfo.InvariantCulture);
        }

        foreach (var (name, value) in answer.Headers)
        {
            headers[name] = value;
        }

        if (has is not null)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        headers.ContentType = answer.ContentType;
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding.EncodingName;
        }

        var isHead = HttpMethods.IsHead(context.Request.Method);
        if (encoding is not null && !answer.IsShort)
        {
            return isHead ? Task.CompletedTask : PackAsync(answer, encoding, response.Body);
        }

        var body = encoding is null ? answer.Body : new ReadOnlySequence<byte>(answer.In(encoding));
        response.ContentLength = body.Length;
        return isHead ? Task.CompletedTask : body.IsSingleSegment ? response.Body.WriteAsync(body.First, CancellationToken.None).AsTask() : WriteAsync(body, response.Body);
    }

    private static async Task PackAsync(CachedAnswer answer, ICompressionProvider encoding, Stream to)
    {
        await using var packing = encoding.CreateStream(to);
        await WriteAsync(answer.Body, packing);
    }

    private static async Task WriteAsync(ReadOnlySequence<byte> body, Stream to)
    {
        foreach (var part in body)
        {
            await to.WriteAsync(part, CancellationToken.None);
        }
    }

    /// <summary>Browsers write the same few lines, so each is read once.</summary>
    private ICompressionProvider? EncodingFor(HttpContext context)
    {
        var accepted = context.Request.Headers.AcceptEncoding;
        if (accepted.Count == 0)
        {
            return null;
        }

        var line = accepted.ToString();
        if (!encodings.TryGetValue(line, out var encoding))
        {
            encoding = compression.GetCompressionProvider(context);
            if (line.Length <= MaxEncodingLength && encodings.Count < MaxKnownEncodings)
            {
                encodings[line] = encoding;
            }
        }

        return encoding;
    }

    /// <returns>The first of these tags that If-None-Match names; null where it names none.</returns>
    internal static string? TagOfWhatReaderHas(HttpRequest request, params ReadOnlySpan<string> tags)
    {
        var given = request.Headers.IfNoneMatch;
        if (given.Count == 0)
        {
            return null;
        }

        // Most readers give the one tag as it came, and to read the header takes longer than all the rest.
        if (given.Count == 1 && tags.IndexOf(given[0]!) is >= 0 and var at)
        {
            return tags[at];
        }

        var known = request.GetTypedHeaders().IfNoneMatch;
        foreach (var tag in tags)
        {
            if (known.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(EntityTagHeaderValue.Parse(tag), useStrongComparison: false)))
            {
                return tag;
            }
        }

        return null;
    }

    /// <summary>An answer of a day that has just ended may not be reused at all.</summary>
    private string LifetimeOf(CachedAnswer answer, TimeSpan age)
    {
        if (answer.Sources.Day is { } day && day != clock.Today)
        {
            return Lifetime.Of(0, TimeSpan.Zero);
        }

        // A reader takes the age off what it is told, so the day may be told longer by as much.
        var left = clock.UntilMidnight + TimeSpan.FromSeconds((int)age.TotalSeconds);
        return left.TotalSeconds > 2 * answer.FreshForSeconds
            ? lifetimes.GetOrAdd(answer.FreshForSeconds, fresh => Lifetime.Of(fresh, TimeSpan.MaxValue))
            : Lifetime.Of(answer.FreshForSeconds, left);
    }
}

/// <summary>What a request for a public read has come to, on its way through the pipeline.</summary>
internal sealed class PublicRead(AnswerKey key)
{
    public AnswerKey Key { get; } = key;

    /// <summary>Whether there was an answer that could no longer be given.</summary>
    public bool IsOutdated { get; set; }

    public CachedAnswer? Answer { get; private set; }

    public TimeSpan Age { get; private set; }

    /// <summary>For the header Cache-Status (RFC 9211).</summary>
    public StringValues Status { get; private set; }

    public string Outcome { get; private set; } = "";

    public void End(CachedAnswer answer, string outcome, string status, TimeSpan age = default) =>
        (Answer, Outcome, Status, Age) = (answer, outcome, status, age);
}

/// <summary>How long answers may be reused.</summary>
public static class Lifetime
{
    /// <summary>In seconds. Longer than any answer takes to make.</summary>
    private const int WhileAsking = 30;

    /// <summary>
    /// A reader may reuse an answer for as long as is said. A shared cache, which many ask, asks again after half of it, and may give
    /// what it has a little longer while it asks. Nothing lasts beyond the day in Brussels.
    /// </summary>
    public static string Of(int seconds, TimeSpan untilMidnight)
    {
        var left = (long)Math.Min(untilMidnight.TotalSeconds, int.MaxValue);
        var fresh = Math.Min(seconds, left);
        return string.Create(CultureInfo.InvariantCulture, $"public, max-age={fresh}, s-maxage={fresh / 2}, stale-while-revalidate={Math.Min(Math.Min(fresh / 2, WhileAsking), left - fresh)}");
    }
}
