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

        var last = Math.Max(1, (Math.Min(page.Total, PageLimits.MaxDepth) + page.PageSize - 1) / page.PageSize);
        last = Math.Min(last, PageLimits.MaxDepth / page.PageSize);
        var links = new List<string> { Link(context.HttpContext.Request, 1, "first"), Link(context.HttpContext.Request, last, "last") };
        if (page.Page > 1)
        {
            links.Add(Link(context.HttpContext.Request, Math.Min(page.Page - 1, last), "prev"));
        }

        if (page.Page < last)
        {
            links.Add(Link(context.HttpContext.Request, page.Page + 1, "next"));
        }

        context.HttpContext.Response.Headers.Link = string.Join(", ", links);
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }

    private static string Link(HttpRequest request, int page, string relation)
    {
        var query = new QueryBuilder(
            from given in request.Query
            where given.Key != "page"
            from value in given.Value
            select KeyValuePair.Create(given.Key, value ?? ""))
        {
            { "page", page.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        };
        return $"<{request.Path}{query}>; rel=\"{relation}\"";
    }
}
