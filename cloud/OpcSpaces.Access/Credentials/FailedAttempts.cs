using System.Net;
using System.Net.Sockets;
using OpcSpaces.Access.Settings;

namespace OpcSpaces.Access.Credentials;

/// <summary>
/// Counts wrong passwords by network address, so that one address cannot try many names (OWASP API4:2023). Beside the lock of each account, and
/// in memory alone. Thread-safe.
/// </summary>
internal sealed class FailedAttempts(AccessOptions options, TimeProvider time)
{
    private const int MostAddresses = 10_000;
    private readonly Lock _gate = new(); // guards _counts
    private readonly Dictionary<string, (DateTimeOffset From, int Count)> _counts = new(StringComparer.Ordinal);

    public bool IsTooMany(string address)
    {
        lock (_gate) return Current(NetworkOf(address)).Count >= options.WrongPasswordsPerAddress;
    }

    public void Add(string address)
    {
        lock (_gate)
        {
            if (_counts.Count >= MostAddresses) _counts.Clear();
            var network = NetworkOf(address);
            var (from, count) = Current(network);
            _counts[network] = (from, count + 1);
        }
    }

    // Whoever has one IPv6 address usually has all 2^64 of its network.
    private static string NetworkOf(string address) =>
        IPAddress.TryParse(address, out var ip) && ip is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? Convert.ToHexString(ip.GetAddressBytes().AsSpan(0, 8)) : address;

    private (DateTimeOffset From, int Count) Current(string address)
    {
        var now = time.GetUtcNow();
        return _counts.TryGetValue(address, out var count) && now < count.From + TimeSpan.FromMinutes(options.LockMinutes) ? count : (now, 0);
    }
}
