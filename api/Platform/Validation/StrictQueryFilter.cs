using System.Collections.Concurrent;
using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;

namespace Portal.Api.Platform.Validation;

/// <summary>
/// Refuses query parameters that the operation does not know, single ones that are repeated, and ones without a
/// value: ignoring them would answer another question than the one that was asked.
/// </summary>
public sealed class StrictQueryFilter(IModelMetadataProvider metadata) : IResourceFilter
{
    private readonly ConcurrentDictionary<string, Dictionary<string, bool>> parametersByAction = new();

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var known = parametersByAction.GetOrAdd(context.ActionDescriptor.Id, _ => ParametersOf(context.ActionDescriptor));
        var failures = context.HttpContext.Request.Query
            .Select(given => (given.Key, Message: Objection(known, given.Key, given.Value)))
            .Where(given => given.Message is not null)
            .Select(given => new ValidationFailure(given.Key, given.Message))
            .ToList();
        if (failures.Count > 0)
        {
            throw new ValidationException(failures);
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }

    private static string? Objection(Dictionary<string, bool> known, string name, StringValues values)
    {
        if (!known.TryGetValue(name, out var isList))
        {
            return known.Count == 0
                ? "This operation takes no query parameters."
                : $"There is no such parameter. This operation takes {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.";
        }

        if (!isList && values.Count > 1)
        {
            return "Give this parameter once.";
        }

        return values.Any(string.IsNullOrWhiteSpace) ? "Give a value, or leave the parameter out." : null;
    }

    /// <summary>The parameters' names, and whether each may be repeated.</summary>
    private Dictionary<string, bool> ParametersOf(ActionDescriptor action) => action.Parameters
        .Where(parameter => parameter.BindingInfo?.BindingSource == BindingSource.Query)
        .SelectMany(parameter => metadata.GetMetadataForType(parameter.ParameterType) is { IsComplexType: true, IsEnumerableType: false } type
            ? type.Properties.Select(property => (Name: property.Name!, property.IsEnumerableType))
            : [(parameter.Name, metadata.GetMetadataForType(parameter.ParameterType).IsEnumerableType)])
        .ToDictionary(parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name), parameter => parameter.IsEnumerableType, StringComparer.Ordinal);
}
