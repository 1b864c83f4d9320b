using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Net.Http.Headers;

namespace Portal.Api.Platform.Caching;

/// <summary>A public answer that is too long to be kept until its end. What its ETag is made from is known before the first byte.</summary>
public interface IStreamedContent
{
    /// <summary>Changes whenever the content does.</summary>
    string Version { get; }

    string MediaType { get; }

    /// <summary>What a browser calls the file that it saves.</summary>
    string FileName { get; }

    /// <summary>The value of the Link header (RFC 8288).</summary>
    string Links { get; }

    Task WriteAsync(Stream body, CancellationToken cancellationToken);
}

/// <summary>
/// Sends an answer while it is being made. One that cannot be ended is broken off, so that whoever reads it can tell it from
/// a whole one.
/// </summary>
public sealed class StreamedRead(IStreamedContent content) : ActionResult
{
    public override async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var read = http.GetEndpoint()!.Metadata.GetRequiredMetadata<PublicReadAttribute>();
        var response = http.Response;
        response.ContentType = content.MediaType;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = content.FileName }.ToString();
        response.Headers.Link = content.Links;
        // What is packed while it is made is the same content, but not always the same bytes.
        var compression = http.RequestServices.GetRequiredService<IResponseCompressionProvider>();
        var isPacked = compression.ShouldCompressResponse(http) && compression.GetCompressionProvider(http) is not null;
        var tag = $"{(isPacked ? "W/" : "")}\"{content.Version}\"";
        response.Headers.ETag = tag;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.CacheControl = Lifetime.Of(read.FreshForSeconds, http.RequestServices.GetRequiredService<BrusselsClock>().UntilMidnight);
        if (CachedReads.TagOfWhatReaderHas(http.Request, tag) is not null)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.ContentType = null;
            return;
        }

        if (HeadAsGet.OnlyHeaders(http))
        {
            return;
        }

        try
        {
            await content.WriteAsync(response.Body, http.RequestAborted);
        }
        catch (Exception exception) when (response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            http.RequestServices.GetRequiredService<ILogger<StreamedRead>>().LogWarning(exception, "{Path} was broken off", http.Request.Path);
            http.Abort();
        }
    }
}
