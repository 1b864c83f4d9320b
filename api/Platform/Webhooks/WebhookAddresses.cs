using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Portal.Api.Domain;

namespace Portal.Api.Platform.Webhooks;

/// <summary>Looks up the addresses of a host.</summary>
public delegate Task<IPAddress[]> HostLookup(string host, CancellationToken cancellationToken);

/// <summary>
/// Which addresses may be sent to. The host is looked up when a webhook is registered and again with every connection, which
/// then goes to the very address that was checked: a name that means another address by then gains nothing.
/// </summary>
public sealed class WebhookAddresses(HostLookup lookup, IOptions<WebhookOptions> options)
{
    private readonly IReadOnlyList<IPNetwork> networks = options.Value.Networks;
    private readonly IReadOnlySet<string> hosts = options.Value.Hosts;

    /// <summary>What is wrong with an address that a partner gave; null where nothing is.</summary>
    public async Task<string?> ObjectionAsync(string url, CancellationToken cancellationToken)
    {
        if (ObjectionToForm(url) is { } objection)
        {
            return objection;
        }

        var host = new Uri(url).IdnHost;
        try
        {
            await LookUpAsync(host, cancellationToken);
            return null;
        }
        catch (AddressRefusedException refused)
        {
            return refused.Message;
        }
        catch (SocketException)
        {
            return $"The host '{host}' cannot be found. Check its name, or try again later.";
        }
    }

    private string? ObjectionToForm(string url)
    {
        if (url.Length > Webhook.MaxUrlLength || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.IdnHost.Length == 0
            || url.Any(char.IsControl) || url.Contains(' ', StringComparison.Ordinal))
        {
            return $"Give a whole address that starts with https:// and has at most {Webhook.MaxUrlLength} characters.";
        }

        if (address.Scheme != Uri.UriSchemeHttps && !(options.Value.AllowHttp && address.Scheme == Uri.UriSchemeHttp))
        {
            return "Give an address that starts with https://.";
        }

        return address.UserInfo.Length > 0 || address.Fragment.Length > 0
            ? "Leave out user name, password and fragment. Messages are signed, and that is how to tell that they are ours."
            : null;
    }

    /// <summary>The addresses of a host, all of which may be connected to.</summary>
    /// <exception cref="AddressRefusedException">One may not.</exception>
    /// <exception cref="SocketException">There is no such host.</exception>
    private async Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await lookup(host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        // Which one it is stays unsaid: it would tell of a network that is not the partner's.
        return hosts.Contains(host) || addresses.All(MayBeReached)
            ? addresses
            : throw new AddressRefusedException($"The host '{host}' is not on the public internet.");
    }

    private bool MayBeReached(IPAddress address) => PublicNetworks.Contain(address) || networks.Any(network => network.Contains(address));

    /// <summary>Connects to the address that was checked.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await LookUpAsync(context.DnsEndPoint.Host, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>An address that nothing is sent to; the message may be told.</summary>
public sealed class AddressRefusedException(string message) : Exception(message);
