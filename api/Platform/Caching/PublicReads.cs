using System.Security.Cryptography;
using Microsoft.IO;
using Microsoft.Net.Http.Headers;

namespace Portal.Api.Platform.Caching;

/// <summary>Marks operations that anybody may read and any cache may keep.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class PublicReadAttribute : Attribute
{
    /// <summary>How long an answer may be reused without asking again. It never outlives the day in Brussels.</summary>
    public int FreshForSeconds { get; init; } = 60;

    /// <summary>Whether the answer is too long to be kept until its end: a <see cref="StreamedRead"/>, which brings its own ETag.</summary>
    public bool IsStreamed { get; init; }
}

/// <summary>An answer that says itself how long it may be reused, instead of its operation.</summary>
public interface IFresh
{
    int FreshForSeconds { get; }
}

/// <summary>
/// Gives every public read its validator and lifetime: a weak ETag made from the answer itself, so that it changes
/// exactly when the content does, 304 for a reader that has it already, and HEAD wherever there is GET.
/// </summary>
public sealed class PublicReads(RequestDelegate next, BrusselsClock clock)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicReadAttribute>() is not { IsStreamed: false } read)
        {
            await next(context);
            return;
        }

        var response = context.Response;
        var body = response.Body;
        await using var buffer = WrittenJson.Buffers.GetStream();
        response.Body = buffer;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = body;
        }

        if (response.StatusCode == StatusCodes.Status200OK && HasAlready(context, read, clock, TagOf(buffer)))
        {
            return;
        }

        response.ContentLength = buffer.Length;
        buffer.Position = 0;
        await buffer.CopyToAsync(body, context.RequestAborted);
    }

    private static EntityTagHeaderValue TagOf(RecyclableMemoryStream content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in content.GetReadOnlySequence())
        {
            hash.AppendData(part.Span);
        }

        return new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}\"", isWeak: true);
    }

    /// <summary>Gives an answer its validator and lifetime, and makes it a 304 where the reader has it already.</summary>
    internal static bool HasAlready(HttpContext context, PublicReadAttribute read, BrusselsClock clock, EntityTagHeaderValue tag)
    {
        var response = context.Response;
        response.GetTypedHeaders().ETag = tag;
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.CacheControl = $"public, max-age={(int)Math.Min(Freshness.Of(context) ?? read.FreshForSeconds, clock.UntilMidnight.TotalSeconds)}";
        if (!context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
        {
            return false;
        }

        response.StatusCode = StatusCodes.Status304NotModified;
        response.ContentType = null;
        response.ContentLength = null;
        return true;
    }
}
