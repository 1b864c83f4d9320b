using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Portal.Api.Platform.Validation;

namespace Portal.Api.Platform.Caching;

/// <summary>
/// Writes a question in one way, however it was asked: parameters in the order of their names, the values of a list sorted and
/// each once, and nothing that says only what is so anyway.
/// </summary>
public sealed class CanonicalQuery(QueryParameters parameters)
{
    /// <summary>As it was given, where it is one that will be refused.</summary>
    public QueryString Of(HttpContext context)
    {
        var given = context.Request.Query;
        if (given.Count == 0 || context.GetEndpoint()?.Metadata.GetMetadata<ActionDescriptor>() is not { } action)
        {
            return context.Request.QueryString;
        }

        var known = parameters.Of(action);
        var query = new QueryBuilder();
        foreach (var (name, values) in given.OrderBy(parameter => parameter.Key, StringComparer.Ordinal))
        {
            if (!known.TryGetValue(name, out var parameter) || values.Count > parameter.MaxValues || values.Any(string.IsNullOrWhiteSpace))
            {
                return context.Request.QueryString;
            }

            foreach (var value in values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                if (parameter.IsList || value != parameter.Default)
                {
                    query.Add(name, value);
                }
            }
        }

        return query.ToQueryString();
    }
}
