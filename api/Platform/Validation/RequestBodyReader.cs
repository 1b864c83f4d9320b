using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using FluentValidation.Results;

namespace Portal.Api.Platform.Validation;

/// <summary>
/// Reads a <see cref="RequestBody"/> strictly: members that are unknown or given twice, values of another type and dates in
/// another form are refused. No message repeats a value: what bodies say may be private, and messages are kept.
/// </summary>
internal static partial class RequestBodyReader
{
    /// <summary>More would help nobody.</summary>
    private const int MaxFailures = 20;

    private const string ListOfTexts = "Give a list of texts, [\"…\"].";
    private const string ListOfIds = "Give a list of UUIDs as texts, [\"01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10\"].";

    private static readonly ConcurrentDictionary<Type, Dictionary<string, PropertyInfo>> Members = new();

    public static RequestBody Read(JsonElement json, Type type)
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

    internal static Dictionary<string, PropertyInfo> MembersOf(Type type) => Members.GetOrAdd(
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

        if (type == typeof(long?))
        {
            return given.ValueKind == JsonValueKind.Number && given.TryGetInt64(out var number) ? (number, null) : (null, "Give a whole number.");
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

        if (type == typeof(Guid?) || type == typeof(Guid))
        {
            return given.ValueKind == JsonValueKind.String && given.TryGetGuid(out var id) && id != Guid.Empty ? (id, null)
                : (null, "Give a UUID as a text, \"01980f3a-6c1b-7f60-9d55-3b0f2a7e4c10\".");
        }

        if (type == typeof(DateTimeOffset?))
        {
            // The database keeps microseconds.
            return given.ValueKind == JsonValueKind.String && given.TryGetDateTimeOffset(out var instant) && HasOffset().IsMatch(given.GetString()!)
                ? (new DateTimeOffset(instant.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero), null)
                : (null, "Give an instant as a text, \"2026-11-24T08:00:00Z\".");
        }

        throw new NotSupportedException($"Bodies are not read into {type}.");
    }

    private static (object? Value, string? Message) List(JsonElement given, Type type)
    {
        if (given.ValueKind != JsonValueKind.Array)
        {
            return (null, type == typeof(string) ? ListOfTexts : type == typeof(Guid) ? ListOfIds : "Give a list of objects, [{…}].");
        }

        var items = Array.CreateInstance(type, given.GetArrayLength());
        foreach (var (index, item) in given.EnumerateArray().Index())
        {
            var (value, message) = Value(item, type);
            if (message is not null)
            {
                return (null, type == typeof(Guid) ? ListOfIds : ListOfTexts);
            }

            items.SetValue(value, index);
        }

        return (items, null);
    }

    /// <summary>What a member may be called; anything else could as well be a value.</summary>
    [GeneratedRegex("^[A-Za-z_][A-Za-z_]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex("(?:Z|[+-][0-9]{2}:[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex HasOffset();
}
