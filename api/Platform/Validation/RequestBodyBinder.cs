using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluentValidation.Results;
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

    private const int FirstRead = 8 * 1024;

    private static readonly ConcurrentDictionary<Type, Dictionary<string, PropertyInfo>> Members = new();

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

        var members = MembersOf(type);
        var seen = new HashSet<string>();
        foreach (var given in json.EnumerateObject().TakeWhile(_ => failures.Count < MaxFailures))
        {
            var message = !members.TryGetValue(given.Name, out var member)
                ? $"There is no such member. The body takes {string.Join(", ", members.Keys)}."
                : !seen.Add(given.Name) ? "Give this member once." : Set(body, given.Name, member, given.Value);
            if (message is not null)
            {
                failures.Add(new(member is not null || Name().IsMatch(given.Name) ? given.Name : RequestBody.Whole, message));
            }
        }

        failures.AddRange(members
            .Where(member => member.Value.IsDefined(typeof(RequiredAttribute)) && member.Value.GetValue(body) is null && failures.TrueForAll(failure => failure.PropertyName != member.Key))
            .Select(member => new ValidationFailure(member.Key, "Give this member.")));
        return body;
    }

    private static Dictionary<string, PropertyInfo> MembersOf(Type type) => Members.GetOrAdd(
        type, _ => type.GetProperties().ToDictionary(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name), StringComparer.Ordinal));

    /// <summary>Sets a member, or says why it cannot be set.</summary>
    private static string? Set(RequestBody body, string name, PropertyInfo member, JsonElement given)
    {
        if (given.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var (value, message) = Value(given, member.PropertyType);
        if (message is null)
        {
            member.SetValue(body, value);
            body.Nested.AddRange(value switch
            {
                RequestBody one => [(name, one)],
                RequestBody[] several => several.Select((one, index) => ($"{name}[{index}]", one)),
                _ => [],
            });
        }

        return message;
    }

    private static (object? Value, string? Message) Value(JsonElement given, Type type)
    {
        if (type.IsAssignableTo(typeof(RequestBody)))
        {
            return (Read(given, type), null);
        }

        if (type.IsArray)
        {
            return List(given, type.GetElementType()!);
        }

        if (type == typeof(string))
        {
            return given.ValueKind == JsonValueKind.String ? (given.GetString(), null) : (null, "Give a text, \"…\".");
        }

        if (type == typeof(bool?))
        {
            return given.ValueKind is JsonValueKind.True or JsonValueKind.False ? (given.GetBoolean(), null) : (null, "Give true or false.");
        }

        if (type == typeof(int?))
        {
            return given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) ? (number, null) : (null, "Give a whole number.");
        }

        if (type == typeof(double?))
        {
            return given.ValueKind == JsonValueKind.Number && given.TryGetDouble(out var number) && double.IsFinite(number) ? (number, null) : (null, "Give a number.");
        }

        if (type == typeof(DateOnly?))
        {
            return given.ValueKind != JsonValueKind.String ? (null, "Give a date as a text, \"YYYY-MM-DD\".")
                : DateOnly.TryParseExact(given.GetString(), DateBinder.Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? (date, null)
                : (null, "This is not a calendar date. Write it as YYYY-MM-DD, for example 2008-05-31.");
        }

        throw new NotSupportedException($"Bodies are not read into {type}.");
    }

    private static (object? Value, string? Message) List(JsonElement given, Type type)
    {
        if (given.ValueKind != JsonValueKind.Array)
        {
            return (null, type == typeof(string) ? "Give a list of texts, [\"…\"]." : "Give a list of objects, [{…}].");
        }

        var items = Array.CreateInstance(type, given.GetArrayLength());
        foreach (var (index, item) in given.EnumerateArray().Index())
        {
            var (value, message) = Value(item, type);
            if (message is not null)
            {
                return (null, "Give a list of texts, [\"…\"].");
            }

            items.SetValue(value, index);
        }

        return (items, null);
    }

    /// <summary>What a member may be called; anything else could as well be a value.</summary>
    [GeneratedRegex("^[A-Za-z_][A-Za-z_]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
