using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Portal.Api.Platform.Security;

/// <summary>
/// Any site may read the public part from a browser, and sees the headers that the contract promises. POST is for
/// questions whose answers are nobody else's business. It lets no page write: writing takes a key, and the header
/// that carries it is not allowed.
/// </summary>
public static class PublicCors
{
    private static readonly string[] Exposed =
        ["ETag", "Link", "Retry-After", "RateLimit", "RateLimit-Policy"];

    public static void Allow(CorsPolicyBuilder policy) => policy
        .AllowAnyOrigin()
        .WithMethods("GET", "HEAD", "POST")
        .WithHeaders("If-None-Match", "Accept", "Content-Type")
        .WithExposedHeaders(Exposed)
        .SetPreflightMaxAge(TimeSpan.FromDays(1));
}
