using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Primitives;

namespace Portal.Api.Platform.Validation;

/// <summary>
/// Refuses query parameters that the operation does not know, single ones that are repeated, and ones without a
/// value: ignoring them would answer another question than the one that was asked.
/// </summary>
public sealed class StrictQueryFilter(QueryParameters parameters) : IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var known = parameters.Of(context.ActionDescriptor);
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

    private static string? Objection(IReadOnlyDictionary<string, QueryParameter> known, string name, StringValues values)
    {
        if (!known.TryGetValue(name, out var parameter))
        {
            return known.Count == 0
                ? "This operation takes no query parameters."
                : $"There is no such parameter. This operation takes {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.";
        }

        if (!parameter.IsList && values.Count > 1)
        {
            return "Give this parameter once.";
        }

        return values.Any(string.IsNullOrWhiteSpace) ? "Give a value, or leave the parameter out." : null;
    }
}
