using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Portal.Api.Platform.Webhooks;

namespace Portal.Api.Tests.Fixture;

/// <summary>The API of an operator who lets webhooks send to this machine, with names of its own for hosts.</summary>
public sealed class WebhookApi(TestServer server) : PortalApi(server)
{
    public const string Webhooks = "/v1/partner/webhooks";

    /// <summary>What the names of hosts mean now. example.org is somewhere on the internet.</summary>
    public ConcurrentDictionary<string, Func<IPAddress[]>> Hosts { get; } = new(
        [KeyValuePair.Create<string, Func<IPAddress[]>>("example.org", () => [IPAddress.Parse("93.184.215.14"), IPAddress.Parse("2606:2800:21f:cb07:6820:80da:af6b:8b2c")])]);

    /// <summary>What an operator sets to send to this machine.</summary>
    public static IReadOnlyDictionary<string, string> Open => new Dictionary<string, string>
    {
        ["Webhooks:AllowHttp"] = "true",
        ["Webhooks:AllowedNetworks"] = "127.0.0.1/32, fd12:3456::/32",
        ["Webhooks:AllowedHosts"] = "trusted.example",
    };

    protected override IReadOnlyDictionary<string, string> Settings => Open;

    protected override void AlsoAdd(IServiceCollection services) => services.AddSingleton<HostLookup>((host, _) =>
        Hosts.TryGetValue(host, out var addresses) ? Task.FromResult(addresses()) : throw new SocketException((int)SocketError.HostNotFound));

    /// <summary>Takes everything away, other tests' webhooks too.</summary>
    public async Task StartAfreshAsync()
    {
        await SqlAsync("TRUNCATE webhooks CASCADE");
        await EmptyAsync();
    }

    /// <summary>Sends all that is due, as the worker does every second.</summary>
    public Task SendDueAsync() => SendDueAsync(Services);

    public static Task SendDueAsync(IServiceProvider services) =>
        services.GetRequiredService<WebhookWorker>().SendDueAsync(TestContext.Current.CancellationToken);

    public static Task<JsonElement> RegisterAsync(PartnerClient partner, WebhookReceiver receiver, object? filters = null, string[]? kinds = null) =>
        partner.SendAsync(HttpStatusCode.Created, HttpMethod.Post, Webhooks, new { url = receiver.Url, filters, kinds });
}
