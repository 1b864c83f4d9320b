using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Net.Http.Headers;
using Portal.Api.Platform.Errors;

namespace Portal.Api.Platform.Validation;

/// <summary>
/// Reads a <see cref="RequestBody"/> from a request, as strictly as the query is read.
/// </summary>
public sealed class RequestBodyBinder : IModelBinder, IModelBinderProvider
{
    private const int FirstRead = 8 * 1024;

    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.ModelType.IsAssignableTo(typeof(RequestBody)) ? this : null;

    public async Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var request = bindingContext.HttpContext.Request;
        if (!IsPlainJson(request))
        {
            throw new ProblemException(ApiError.UnsupportedMediaType, "Send the body as application/json in UTF-8, not compressed.");
        }

        var json = await ReadAsync(request, bindingContext.HttpContext.RequestAborted);
        bindingContext.Result = ModelBindingResult.Success(Parse(json, bindingContext.ModelType));
    }

    private static bool IsPlainJson(HttpRequest request) =>
        request.GetTypedHeaders().ContentType is { } type
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding.Count == 0;

    /// <summary>Not every server holds the limit that stands on the operation, so it is held here as well.</summary>
    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var max = (int)(request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize
            ?? throw new InvalidOperationException("An operation that takes a body has to say how large it may be: RequestSizeLimit."));
        // As large as it is said to be, with one byte to see that no more follows.
        var bytes = new byte[Math.Min(request.ContentLength ?? FirstRead, max) + 1];
        var length = 0;
        try
        {
            while (true)
            {
                length += await request.Body.ReadAtLeastAsync(bytes.AsMemory(length), bytes.Length - length, throwOnEndOfStream: false, cancellationToken);
                if (length < bytes.Length)
                {
                    return bytes.AsMemory(0, length);
                }

                if (length > max)
                {
                    throw TooLarge(max);
                }

                Array.Resize(ref bytes, (int)Math.Min(2L * length, max + 1L));
            }
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge(max);
        }
    }

    private static ProblemException TooLarge(int max) => new(ApiError.RequestTooLarge, $"Send a body of at most {max} bytes.");

    private static RequestBody Parse(ReadOnlyMemory<byte> json, Type type)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return RequestBodyReader.Read(document.RootElement, type);
        }
        // The second is a text that is no Unicode. Neither is passed on: what they say may quote the body.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ProblemException(ApiError.MalformedRequest, "The body is not JSON.")
            {
                Errors = new Dictionary<string, string[]> { [RequestBody.Whole] = ["Send one JSON object in UTF-8; {} is the least."] },
            };
        }
    }
}
