using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Portal.Api.Platform.Validation;

/// <summary>A query parameter of an operation.</summary>
/// <param name="MaxValues">How often it may be given.</param>
/// <param name="Default">What it is where it is left out, as far as that is always the same.</param>
public sealed record QueryParameter(int MaxValues, string? Default)
{
    public bool IsList => MaxValues > 1;
}

/// <summary>Which query parameters an operation takes, by their names in the contract.</summary>
public sealed class QueryParameters(IModelMetadataProvider metadata)
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, QueryParameter>> byAction = new();

    public IReadOnlyDictionary<string, QueryParameter> Of(ActionDescriptor action) => byAction.GetOrAdd(action.Id, _ => Read(action));

    private Dictionary<string, QueryParameter> Read(ActionDescriptor action) => action.Parameters
        .Where(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Query)
        .SelectMany(parameter => metadata.GetMetadataForType(parameter.ParameterType) is { IsComplexType: true, IsEnumerableType: false } type
            ? type.Properties.Select(property => (Name: property.Name!, Metadata: property))
            : [(parameter.Name, metadata.GetMetadataForType(parameter.ParameterType))])
        .ToDictionary(
            parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name),
            parameter => new QueryParameter(MaxValuesOf(parameter.Metadata), DefaultOf(parameter.Metadata)),
            StringComparer.Ordinal);

    private static int MaxValuesOf(ModelMetadata parameter) =>
        !parameter.IsEnumerableType ? 1 : AttributesOf(parameter).OfType<MaxLengthAttribute>().FirstOrDefault()?.Length ?? int.MaxValue;

    private static string? DefaultOf(ModelMetadata parameter) =>
        AttributesOf(parameter).OfType<DefaultValueAttribute>().FirstOrDefault() is { Value: { } value } ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    private static IReadOnlyList<object> AttributesOf(ModelMetadata parameter) => (parameter as DefaultModelMetadata)?.Attributes.Attributes ?? [];
}
