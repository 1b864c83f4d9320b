using System.Net;
using System.Net.Sockets;

namespace Portal.Api.Platform.Webhooks;

/// <summary>
/// Tells addresses of the public internet from all others, after the special-purpose registries of IANA. What is not surely
/// public is not: a server that sends where others tell it must not reach what only it can reach.
/// </summary>
public static class PublicNetworks
{
    /// <summary>The part of IPv6 that is given out for use on the internet. Mapped IPv4, NAT64, unique local, link-local and multicast lie outside.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT, and the metadata service of Alibaba Cloud
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // the platform service of Azure, an address that only its machines reach
            "169.254.0.0/16", // link-local, and the metadata services of AWS, Azure and Google Cloud
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments, and the metadata service of Oracle Cloud
            "192.0.2.0/24", // documentation
            "192.31.196.0/24", // AS112
            "192.52.193.0/24", // multicast tunnels
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "192.175.48.0/24", // AS112
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, and broadcast
            "2001::/23", // protocol assignments, Teredo and ORCHID among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4, which carries any IPv4 address
            "2620:4f:8000::/48", // AS112
            "3fff::/20", // documentation
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>An IPv4 address in the form of IPv6 is refused whatever it is: networks take it for one or for the other.</summary>
    public static bool Contain(IPAddress address) =>
        !address.IsIPv4MappedToIPv6
        && (address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address))
        && !Special.Any(network => network.Contains(address));
}
