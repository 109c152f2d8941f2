using System.Net;
using System.Net.Sockets;

namespace OpcSpaces.Notices.Sending;

/// <summary>Which addresses are on the public internet.</summary>
internal static class NetworkRange
{
    // IANA special-purpose address registries (RFC 6890 and its updates), multicast, and the address at which Azure answers its own machines.
    private static readonly IPNetwork[] NotPublic =
    [
        .. ((string[])[
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ]).Select(text => IPNetwork.Parse(text)),
    ];

    private static readonly IPNetwork Unicast = IPNetwork.Parse("2000::/3"); // all of IPv6 that is global (RFC 4291 §2.4)
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96"); // an IPv4 address behind NAT64 (RFC 6052)

    /// <summary>Whether an address is public: not of this machine, its networks, a cloud's own services, or a group.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var plain = Plain(address);
        return !NotPublic.Any(network => network.Contains(plain)) && (plain.AddressFamily == AddressFamily.InterNetwork || Unicast.Contains(plain));
    }

    /// <summary>The IPv4 address that an IPv6 address stands for, else the address itself.</summary>
    public static IPAddress Plain(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : Translated.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12))
        : address;
}
