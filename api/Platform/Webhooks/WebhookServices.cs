using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Portal.Api.Data;

namespace Portal.Api.Platform.Webhooks;

/// <summary>What webhooks are made of.</summary>
public static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<WebhookOptions>(configuration.GetSection(WebhookOptions.Section));
        services.AddSingleton<HostLookup>((host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken));
        services.AddSingleton<WebhookAddresses>();
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookOutbox>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<WebhookWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<WebhookWorker>());

        // Instances read what others wrote, wherever they are installed.
        var keys = services.AddDataProtection().SetApplicationName("portal");
        if (configuration[$"{WebhookOptions.Section}:{nameof(WebhookOptions.KeysFolder)}"] is { Length: > 0 } folder)
        {
            keys.PersistKeysToFileSystem(new DirectoryInfo(folder));
        }
        else
        {
            keys.PersistKeysToDbContext<PortalDbContext>();
        }

        return services;
    }
}
