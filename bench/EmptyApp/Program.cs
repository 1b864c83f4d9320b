// What any ASP.NET Core application costs: the start and the memory of the API are told beside it, and what it answers from its cache
// is held against an endpoint that answers the same bytes and does nothing else.
var builder = WebApplication.CreateBuilder(args);
// The API says nothing of each request either.
builder.Logging.ClearProviders();
var app = builder.Build();
app.MapGet("/health/ready", () => "Healthy");

var (body, headers) = (Array.Empty<byte>(), Array.Empty<(string Name, string Value)>());
app.MapPut("/answer", async (HttpRequest request) =>
{
    using var buffer = new MemoryStream();
    await request.Body.CopyToAsync(buffer);
    const string Prefix = "Answer-";
    (body, headers) = (buffer.ToArray(), [.. request.Headers.Where(header => header.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(header => (header.Key[Prefix.Length..], header.Value.ToString()))]);
});
app.MapGet("/answer", (HttpContext context) =>
{
    foreach (var (name, value) in headers)
    {
        context.Response.Headers[name] = value;
    }

    if (context.Request.Headers.IfNoneMatch.Count > 0)
    {
        context.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }

    context.Response.ContentLength = body.Length;
    return context.Response.Body.WriteAsync(body).AsTask();
});
await app.RunAsync();
