using Microsoft.AspNetCore.Mvc.Filters;

namespace Portal.Api.Platform.Caching;

/// <summary>Marks operations whose answers are about the person who asks: neither browser nor cache may keep one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeverStoredAttribute : ResultFilterAttribute
{
    public const string CacheControl = "no-store";

    public override void OnResultExecuting(ResultExecutingContext context) => context.HttpContext.Response.Headers.CacheControl = CacheControl;
}
