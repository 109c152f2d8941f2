using System.Net;
using System.Net.Sockets;
using OpcSpaces.Access.Settings;
using OpcSpaces.Api.RateLimits;

namespace OpcSpaces.Access.Credentials;

/// <summary>
/// Counts wrong passwords and passkeys by network address, so that one address cannot try many names (OWASP API4:2023). Beside the lock of each
/// account, and in memory alone. Thread-safe.
/// </summary>
/// <remarks>
/// Whoever has one IPv6 address usually has all 2^64 of its network, and a provider gives out up to 2^16 such networks at once (RFC 6177), so these count
/// together too, with a larger limit. Of too many networks the one that began first is forgotten: no stranger makes the counts of all begin anew.
/// </remarks>
internal sealed class FailedAttempts(AccessOptions options, TimeProvider time)
{
    private const int MostNetworks = 10_000;
    private const int SiteFactor = 10;
    private readonly Lock _gate = new(); // guards _counts and _begun
    private readonly Dictionary<string, (DateTimeOffset From, int Count)> _counts = new(StringComparer.Ordinal);
    private readonly Queue<(string Network, DateTimeOffset From)> _begun = new();

    public bool IsTooMany(string address)
    {
        lock (_gate) return NetworksOf(address).Any(network => Current(network.Name).Count >= (long)options.WrongPasswordsPerAddress * network.Factor);
    }

    public void Add(string address)
    {
        lock (_gate)
        {
            foreach (var (network, _) in NetworksOf(address))
            {
                var (from, count) = Current(network);
                if (count == 0) Begin(network, from);
                _counts[network] = (from, count + 1);
            }
        }
    }

    /// <summary>The network that an address counts for: itself, or the 2^64 addresses of IPv6 that have one owner.</summary>
    public static string NetworkOf(string address) => NetworksOf(address)[0].Name;

    private static IReadOnlyList<(string Name, int Factor)> NetworksOf(string address)
    {
        if (!IPAddress.TryParse(address, out var ip)) return [(address, 1)];
        var own = (ClientNetwork.Of(ip), 1);
        return ip.AddressFamily != AddressFamily.InterNetworkV6 || ip.IsIPv4MappedToIPv6 ? [own] : [own, ($"{Convert.ToHexString(ip.GetAddressBytes().AsSpan(0, 6))}/48", SiteFactor)];
    }

    private void Begin(string network, DateTimeOffset from)
    {
        var over = time.GetUtcNow() - TimeSpan.FromMinutes(options.LockMinutes);
        while (_begun.TryPeek(out var oldest) && (oldest.From <= over || _counts.Count >= MostNetworks))
        {
            _begun.Dequeue();
            // It may have begun anew since.
            if (_counts.TryGetValue(oldest.Network, out var count) && count.From == oldest.From) _counts.Remove(oldest.Network);
        }

        _begun.Enqueue((network, from));
    }

    private (DateTimeOffset From, int Count) Current(string network)
    {
        var now = time.GetUtcNow();
        return _counts.TryGetValue(network, out var count) && now < count.From + TimeSpan.FromMinutes(options.LockMinutes) ? count : (now, 0);
    }
}
