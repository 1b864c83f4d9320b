using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace Portal.Api.Platform;

/// <summary>Makes addresses from the one that was asked for.</summary>
public static class Addresses
{
    /// <summary>The same address with a query parameter set to a value; without the parameter where the value is null.</summary>
    public static Uri With(this Uri address, string parameter, string? value)
    {
        var query = new QueryBuilder(
            from given in QueryHelpers.ParseQuery(address.Query)
            where given.Key != parameter
            from one in given.Value
            select KeyValuePair.Create(given.Key, one ?? ""));
        if (value is not null)
        {
            query.Add(parameter, value);
        }

        return new UriBuilder(address) { Query = query.ToQueryString().Value }.Uri;
    }
}
