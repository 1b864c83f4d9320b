using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Net.Http.Headers;
using Portal.Api.Platform.Errors;

namespace Portal.Api.Platform.Validation;

/// <summary>
/// Reads a <see cref="RequestBody"/> as strictly as the query is read: members that are unknown or given twice, values of
/// another type and dates in another form are refused. No message repeats a value: what bodies say may be private, and
/// messages are kept.
/// </summary>
public sealed partial class RequestBodyBinder : IModelBinder, IModelBinderProvider
{
    /// <summary>More would help nobody.</summary>
    private const int MaxFailures = 20;

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
        var bytes = new byte[max + 1];
        try
        {
            var length = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return length <= max ? bytes.AsMemory(0, length) : throw TooLarge(max);
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
            return Read(document.RootElement, type);
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

    private static RequestBody Read(JsonElement json, Type type)
    {
        var body = (RequestBody)Activator.CreateInstance(type)!;
        var failures = body.Unreadable;
        if (json.ValueKind != JsonValueKind.Object)
        {
            failures.Add(new(RequestBody.Whole, "Send a JSON object; {} is the least."));
            return body;
        }

        var members = type.GetProperties().ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), StringComparer.Ordinal);
        var seen = new HashSet<string>();
        foreach (var given in json.EnumerateObject().TakeWhile(_ => failures.Count < MaxFailures))
        {
            var message = !members.TryGetValue(given.Name, out var member)
                ? $"There is no such member. The body takes {string.Join(", ", members.Keys)}."
                : !seen.Add(given.Name) ? "Give this member once." : Set(body, member, given.Value);
            if (message is not null)
            {
                failures.Add(new(member is not null || Name().IsMatch(given.Name) ? given.Name : RequestBody.Whole, message));
            }
        }

        return body;
    }

    /// <summary>Sets a member, or says why it cannot be set.</summary>
    private static string? Set(RequestBody body, PropertyInfo member, JsonElement given)
    {
        if (given.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (member.PropertyType == typeof(string[]))
        {
            if (given.ValueKind != JsonValueKind.Array || given.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            {
                return "Give a list of texts, [\"…\"].";
            }

            member.SetValue(body, given.EnumerateArray().Select(item => item.GetString()!).ToArray());
            return null;
        }

        if (given.ValueKind != JsonValueKind.String)
        {
            return member.PropertyType == typeof(DateOnly?) ? "Give a date as a text, \"YYYY-MM-DD\"." : "Give a text, \"…\".";
        }

        var text = given.GetString()!;
        if (member.PropertyType == typeof(string))
        {
            member.SetValue(body, text);
            return null;
        }

        if (member.PropertyType == typeof(DateOnly?))
        {
            if (!DateOnly.TryParseExact(text, DateBinder.Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                return "This is not a calendar date. Write it as YYYY-MM-DD, for example 2008-05-31.";
            }

            member.SetValue(body, date);
            return null;
        }

        throw new NotSupportedException($"{member.DeclaringType}.{member.Name} is of a type that bodies are not read into.");
    }

    /// <summary>What a member may be called; anything else could as well be a value.</summary>
    [GeneratedRegex("^[A-Za-z_][A-Za-z_]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
