namespace OpcSpaces.Access.Sessions;

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
        lock (_gate) return Current(address).Count >= options.WrongPasswordsPerAddress;
    }

    public void Add(string address)
    {
        lock (_gate)
        {
            if (_counts.Count >= MostAddresses) _counts.Clear();
            var (from, count) = Current(address);
            _counts[address] = (from, count + 1);
        }
    }

    private (DateTimeOffset From, int Count) Current(string address)
    {
        var now = time.GetUtcNow();
        return _counts.TryGetValue(address, out var count) && now < count.From + TimeSpan.FromMinutes(options.LockMinutes) ? count : (now, 0);
    }
}
