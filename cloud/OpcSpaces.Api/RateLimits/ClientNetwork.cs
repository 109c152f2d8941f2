using System.Net;
using System.Net.Sockets;

namespace OpcSpaces.Api.RateLimits;

/// <summary>The network that an address counts for where requests are counted: whoever has one IPv6 address usually has all 2^64 of its network.</summary>
public static class ClientNetwork
{
    private const int OwnerBytes = 8;

    /// <summary>The address itself, or the name of its IPv6 network.</summary>
    public static string Of(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? $"{address.MapToIPv4()}"
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? $"{Convert.ToHexString(address.GetAddressBytes().AsSpan(0, OwnerBytes))}/64"
        : $"{address}";
}
