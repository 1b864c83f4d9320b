using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Portal.Api.Platform.Paging;

/// <summary>Names the neighbouring pages of a page in a Link header (RFC 8288), relative to the request's address.</summary>
public sealed class PageLinksFilter : IResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is not ObjectResult { Value: IPage page })
        {
            return;
        }

        var request = context.HttpContext.Request;
        context.HttpContext.Response.Headers.Link = string.Join(", ", request.Query.ContainsKey("cursor") ? ByCursor(request, page) : ByNumber(request, page));
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }

    private static IEnumerable<string> ByNumber(HttpRequest request, IPage page)
    {
        var last = Math.Max(1, (Math.Min(page.Total, PageLimits.MaxDepth) + page.PageSize - 1) / page.PageSize);
        last = Math.Min(last, PageLimits.MaxDepth / page.PageSize);
        yield return Link(request, "page", 1, "first");
        yield return Link(request, "page", last, "last");
        if (page.Page > 1)
        {
            yield return Link(request, "page", Math.Min(page.Page - 1, last), "prev");
        }

        if (page.Page < last)
        {
            yield return Link(request, "page", page.Page + 1, "next");
        }
    }

    private static IEnumerable<string> ByCursor(HttpRequest request, IPage page)
    {
        yield return Link(request, "page", 1, "first");
        if (page.NextCursor is not null)
        {
            yield return Link(request, "cursor", page.NextCursor, "next");
        }
    }

    private static string Link<T>(HttpRequest request, string parameter, T value, string relation)
    {
        var query = new QueryBuilder(
            from given in request.Query
            where given.Key is not ("page" or "cursor")
            from one in given.Value
            select KeyValuePair.Create(given.Key, one ?? ""))
        {
            { parameter, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}") },
        };
        return $"<{request.Path}{query}>; rel=\"{relation}\"";
    }
}
