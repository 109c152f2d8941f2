using OpcSpaces.Access.Values;

namespace OpcSpaces.Access.Passkeys;

/// <summary>
/// Challenges that were given out and not yet answered. Each can be answered once, within some minutes (WebAuthn Level 3 §13.4.3). They are in
/// memory: after a restart, whoever waited presses the button again. Thread-safe.
/// </summary>
internal sealed class PendingPasskeys(TimeProvider time)
{
    private const int Most = 2_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly Lock _gate = new(); // guards _pending
    private readonly Dictionary<string, Pending> _pending = new(StringComparer.Ordinal);

    /// <summary>Keeps what Identity wants to see again, and returns the name for it.</summary>
    /// <param name="state">Of the challenge; null where there is none.</param>
    /// <param name="account">The account that adds a passkey; null for a sign-in.</param>
    public string Add(string? state, string? account)
    {
        var id = Secret.New("");
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_pending.Count >= Most)
            {
                foreach (var old in _pending.Where(item => item.Value.EndsAt <= now).Select(item => item.Key).ToList()) _pending.Remove(old);
                // Strangers have filled it: they wait, not those who come.
                if (_pending.Count >= Most) _pending.Clear();
            }

            _pending[id] = new Pending(state, account, now + Patience);
        }

        return id;
    }

    /// <summary>Takes it out; null for one that is unknown, was taken, or is too old.</summary>
    public Pending? Take(string? id)
    {
        lock (_gate) return id is not null && _pending.Remove(id, out var pending) && time.GetUtcNow() < pending.EndsAt ? pending : null;
    }
}

/// <summary>A challenge that was given out.</summary>
internal sealed record Pending(string? State, string? Account, DateTimeOffset EndsAt);
