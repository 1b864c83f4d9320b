using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Portal.Api.Platform.Caching;

/// <summary>Hands on for how long an answer says that it may be reused.</summary>
public sealed class Freshness : IResultFilter
{
    private static readonly object Key = new();

    public static int? Of(HttpContext context) => context.Items[Key] as int?;

    public void OnResultExecuting(ResultExecutingContext context)
    {
        if ((context.Result as IFresh ?? (context.Result as ObjectResult)?.Value as IFresh) is { } answer)
        {
            context.HttpContext.Items[Key] = answer.FreshForSeconds;
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
