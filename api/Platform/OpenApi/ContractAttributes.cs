using System.Reflection;
using Portal.Api.Domain;
using Portal.Api.Platform.Errors;

namespace Portal.Api.Platform.OpenApi;

/// <summary>
/// Values that the contract lists: a closed enum where a request takes them, x-extensible-enum where an answer gives
/// them, because answers may bring new ones.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public class ExtensibleEnumAttribute(params string[] values) : Attribute
{
    public IReadOnlyList<string> Values { get; } = values;
}

/// <summary>Codes of the list that a domain class publishes as its List.</summary>
public sealed class CodesAttribute(Type owner) : ExtensibleEnumAttribute([.. ListOf(owner).Values])
{
    private static CodeList ListOf(Type owner) =>
        (CodeList)owner.GetField(nameof(Topic.List), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
}

/// <summary>Country codes. They are too many to list at each place; /v1/reference has them.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CountryCodesAttribute : Attribute
{
    public const string Pattern = "^[A-Z]{2}$";
}

/// <summary>A calendar date in a request, within the days that requests may name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CalendarDateAttribute : Attribute;

/// <summary>The failures that an operation answers with, besides the ones that every operation can have.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FailsAttribute(params string[] errors) : Attribute
{
    public IReadOnlyList<ApiError> Errors { get; } =
        [.. errors.Select(name => (ApiError)typeof(ApiError).GetField(name)!.GetValue(null)!)];
}

/// <summary>The media types of an answer that has a format of its own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SendsAttribute(params string[] mediaTypes) : Attribute
{
    public IReadOnlyList<string> MediaTypes { get; } = mediaTypes;
}
