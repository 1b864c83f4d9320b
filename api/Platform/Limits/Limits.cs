using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Api.Platform.Database;

namespace Portal.Api.Platform.Limits;

/// <summary>Who may ask how much, and how much is worked on at once.</summary>
public static class Limits
{
    public const string ProxiesSetting = "Proxies:Known";

    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddSingleton(provider => RateLimitSettings.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => OverloadSettings.From(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<RateLimits>();
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<RateLimits>((options, limits) => limits.AddTo(options));
        services.AddOptions<ForwardedHeadersOptions>().Configure<IConfiguration>((options, configuration) => Trust(options, configuration[ProxiesSetting]));
        return services;
    }

    public static void UseLimits(this IApplicationBuilder app)
    {
        app.Use((context, next) => context.RequestServices.GetRequiredService<RateLimits>().TellAsync(context, next));
        app.UseRateLimiter();
        app.UseMiddleware<Overload>();
    }

    /// <summary>
    /// Whose word is taken for the address and the scheme that a request came with: this machine's own and what is set, however many of
    /// them it has passed. Anybody could write the headers.
    /// </summary>
    private static void Trust(ForwardedHeadersOptions options, string? proxies)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.ForwardLimit = null;
        foreach (var proxy in (proxies ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (System.Net.IPNetwork.TryParse(proxy, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else if (IPAddress.TryParse(proxy, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                throw new StartupException(
                    $"{ProxiesSetting.Replace(":", "__", StringComparison.Ordinal)} names '{proxy}', which is neither an address nor a network such as 10.0.0.0/8.");
            }
        }
    }
}
