using System.Collections.Concurrent;
using OpcSpaces.Access.Values;
using OpcSpaces.Databases;

namespace OpcSpaces.Access.Credentials;

/// <summary>
/// Callers that were read from the database a moment ago. A change in this process takes effect at once, one by another process within
/// <see cref="KeptFor"/>. While the database is away, whoever was known stays known for <see cref="KeptWhileAway"/>, so that the live page does not
/// go dark with it. Thread-safe.
/// </summary>
internal sealed class CallerCache(TimeProvider time)
{
    /// <summary>How old what was read may be.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(20);

    /// <summary>How old it may be while the database is away.</summary>
    public static readonly TimeSpan KeptWhileAway = KnownCaller.KeptWhileAway;

    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _generation;

    /// <summary>Who has a secret; null when nobody has.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="read">Asks the database, by the hash of the secret.</param>
    /// <exception cref="DatabaseUnavailableException">The database is away, and the caller was not known before.</exception>
    public KnownCaller? Find(string secret, Func<string, KnownCaller?> read)
    {
        var hash = Secret.Hash(secret);
        if (Known(hash, KeptFor) is { } known) return known;
        // Before the database is asked: what was read before a change must not be kept.
        var generation = Volatile.Read(ref _generation);
        try
        {
            if (read(hash) is not { } found)
            {
                _entries.TryRemove(hash, out _);
                return null;
            }

            if (_entries.Count >= Most) _entries.Clear();
            _entries[hash] = new Entry(found, time.GetUtcNow(), generation);
            return found;
        }
        catch (DatabaseUnavailableException) when (Known(hash, KeptWhileAway) is not null)
        {
            return Known(hash, KeptWhileAway);
        }
    }

    /// <summary>Whether somebody had the secret lately; the database is not asked.</summary>
    public bool HasLately(string secret) => Known(Secret.Hash(secret), KeptWhileAway) is not null;

    /// <summary>Forgets everybody: an account, a key, a display or a session has changed.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref _generation);
        _entries.Clear();
    }

    private KnownCaller? Known(string hash, TimeSpan kept)
    {
        var now = time.GetUtcNow();
        return _entries.TryGetValue(hash, out var entry) && entry.Generation == Volatile.Read(ref _generation) && now - entry.ReadAt < kept && now < entry.Caller.EndsAt ? entry.Caller : null;
    }

    private sealed record Entry(KnownCaller Caller, DateTimeOffset ReadAt, int Generation);
}
