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

    // Until when somebody is known to have had a secret lately, also after a change of somebody else. It lets nobody in: it tells whose requests count for a network.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _lately = new(StringComparer.Ordinal);
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
                _lately.TryRemove(hash, out _);
                return null;
            }

            if (_entries.Count >= Most) _entries.Clear();
            _entries[hash] = new Entry(found, time.GetUtcNow(), generation);
            Remember(hash, found);
            return found;
        }
        catch (DatabaseUnavailableException) when (Known(hash, KeptWhileAway) is not null)
        {
            return Known(hash, KeptWhileAway);
        }
    }

    /// <summary>Whether somebody had the secret lately; the database is not asked, and a change since then may have ended it.</summary>
    public bool HasLately(string secret) => _lately.TryGetValue(Secret.Hash(secret), out var until) && time.GetUtcNow() < until;

    /// <summary>Forgets what was read of everybody: an account, a key, a display or a session has changed. Who had a secret lately still had it.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref _generation);
        _entries.Clear();
    }

    private void Remember(string hash, KnownCaller found)
    {
        var now = time.GetUtcNow();
        if (_lately.Count >= Most)
        {
            foreach (var (other, until) in _lately)
            {
                if (until <= now) _lately.TryRemove(other, out _);
            }

            if (_lately.Count >= Most) _lately.Clear();
        }

        _lately[hash] = found.EndsAt - now < KeptWhileAway ? found.EndsAt : now + KeptWhileAway;
    }

    private KnownCaller? Known(string hash, TimeSpan kept)
    {
        var now = time.GetUtcNow();
        return _entries.TryGetValue(hash, out var entry) && entry.Generation == Volatile.Read(ref _generation) && now - entry.ReadAt < kept && now < entry.Caller.EndsAt ? entry.Caller : null;
    }

    private sealed record Entry(KnownCaller Caller, DateTimeOffset ReadAt, int Generation);
}
