namespace Portal.Api.Platform.Caching;

/// <summary>Answers HEAD like GET, headers and all, without the body.</summary>
public sealed class HeadAsGet(RequestDelegate next)
{
    private static readonly object IsAskedFor = new();

    /// <summary>Whether only the headers were asked for, so that a long body need not be made.</summary>
    public static bool OnlyHeaders(HttpContext context) => context.Items.ContainsKey(IsAskedFor);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        var body = context.Response.Body;
        context.Request.Method = HttpMethods.Get;
        context.Items[IsAskedFor] = true;
        context.Response.Body = Stream.Null;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
            context.Response.Body = body;
        }
    }
}
