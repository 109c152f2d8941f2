using System.Collections.Concurrent;
using OpcSpaces.Model.Access;

namespace OpcSpaces.Access.Sessions;

/// <summary>
/// Callers that were read from the database a moment ago. A change in this process takes effect at once, one by another process within
/// <see cref="KeptFor"/>. Thread-safe.
/// </summary>
internal sealed class CallerCache(TimeProvider time)
{
    /// <summary>How old what was read may be.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(20);

    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _generation;

    /// <summary>Grows with each change: what was read before one must not be kept.</summary>
    public int Generation => Volatile.Read(ref _generation);

    public KnownCaller? Find(string hash)
    {
        var now = time.GetUtcNow();
        return _entries.TryGetValue(hash, out var entry) && entry.Generation == Generation && now - entry.ReadAt < KeptFor && now < entry.Caller.EndsAt ? entry.Caller : null;
    }

    public void Keep(string hash, KnownCaller caller, int generation)
    {
        if (_entries.Count >= Most) _entries.Clear();
        _entries[hash] = new Entry(caller, time.GetUtcNow(), generation);
    }

    /// <summary>Forgets everybody: an account, a key, a display or a session has changed.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref _generation);
        _entries.Clear();
    }

    private sealed record Entry(KnownCaller Caller, DateTimeOffset ReadAt, int Generation);
}

/// <summary>A caller with what its credential says.</summary>
/// <param name="Caller">Who it is, and its grants.</param>
/// <param name="Kind">With what it came.</param>
/// <param name="EndsAt">When the credential ends at the latest.</param>
public sealed record KnownCaller(Caller Caller, CredentialKind Kind, DateTimeOffset EndsAt);

/// <summary>With what somebody comes.</summary>
public enum CredentialKind
{
    /// <summary>A browser of a person who has signed in.</summary>
    Session,

    /// <summary>A key of a program.</summary>
    Key,

    /// <summary>A screen on a wall.</summary>
    Display,

    /// <summary>Nothing: everybody at this machine is signed in (<see cref="AccessOptions.DemoVisitor"/>).</summary>
    Demo,
}
