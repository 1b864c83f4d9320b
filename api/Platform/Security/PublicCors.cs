using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Portal.Api.Platform.Security;

/// <summary>Any site may read the public part from a browser, and sees the headers that the contract promises.</summary>
public static class PublicCors
{
    private static readonly string[] Exposed =
        ["ETag", "Link", "Retry-After", "RateLimit", "RateLimit-Policy"];

    public static void Allow(CorsPolicyBuilder policy) => policy
        .AllowAnyOrigin()
        .WithMethods("GET", "HEAD")
        .WithHeaders("If-None-Match", "Accept", "Content-Type")
        .WithExposedHeaders(Exposed)
        .SetPreflightMaxAge(TimeSpan.FromDays(1));
}
