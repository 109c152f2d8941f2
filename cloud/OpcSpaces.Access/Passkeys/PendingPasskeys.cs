using OpcSpaces.Access.Values;

namespace OpcSpaces.Access.Passkeys;

/// <summary>
/// Challenges that were given out and not yet answered. Each can be answered once, within some minutes (WebAuthn Level 3 §13.4.3). They are in
/// memory: after a restart, whoever waited presses the button again. Whoever asks for too many loses the own oldest ones, and nobody else's. Thread-safe.
/// </summary>
internal sealed class PendingPasskeys(TimeProvider time)
{
    /// <summary>So many wait for one network or account.</summary>
    public const int MostOfOne = 50;

    private const int Most = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Lock _gate = new(); // guards _pending and _order
    private readonly Dictionary<string, LinkedListNode<Entry>> _pending = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _order = new(); // the oldest first

    /// <summary>Keeps what Identity wants to see again, and returns the name for it.</summary>
    /// <param name="state">Of the challenge; null where there is none.</param>
    /// <param name="account">The account that adds a passkey; null for a sign-in.</param>
    /// <param name="network">Where a sign-in comes from.</param>
    public string Add(string? state, string? account, string network)
    {
        var (id, now) = (Secret.New(""), time.GetUtcNow());
        var owner = account is null ? $"from {network}" : $"of {account}";
        lock (_gate)
        {
            while (_order.First is { } oldest && (oldest.Value.Pending.EndsAt <= now || _pending.Count >= Most)) Remove(oldest);
            if (_order.Where(entry => entry.Owner == owner).Take(MostOfOne).ToList() is { Count: MostOfOne } own) Remove(_pending[own[0].Id]);
            _pending[id] = _order.AddLast(new Entry(id, owner, new Pending(state, account, now + Patience)));
        }

        return id;
    }

    /// <summary>Takes it out; null for one that is unknown, was taken, or is too old.</summary>
    public Pending? Take(string? id)
    {
        lock (_gate)
        {
            if (id is null || !_pending.TryGetValue(id, out var node)) return null;
            Remove(node);
            return time.GetUtcNow() < node.Value.Pending.EndsAt ? node.Value.Pending : null;
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _pending.Remove(node.Value.Id);
        _order.Remove(node);
    }

    private sealed record Entry(string Id, string Owner, Pending Pending);
}

/// <summary>A challenge that was given out.</summary>
internal sealed record Pending(string? State, string? Account, DateTimeOffset EndsAt);
