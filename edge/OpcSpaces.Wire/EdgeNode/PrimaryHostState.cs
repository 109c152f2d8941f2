using OpcSpaces.Wire.Session;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>
/// The timestamp rules for a primary host's STATE on one broker: an online message must not be older than any earlier message, and
/// an offline message must not be older than the last online message (Sparkplug 3.0 §5.4, phid-wait-timestamp and host-offline-timestamp).
/// Kept across connections to the same broker; not thread-safe.
/// </summary>
internal sealed class PrimaryHostState
{
    private long? _latestMs;
    private long? _latestOnlineMs;

    public StateChange Apply(HostState state)
    {
        if (state.Online)
        {
            if (state.TimestampMs < _latestMs) return StateChange.Outdated;
            _latestMs = _latestOnlineMs = state.TimestampMs;
            return StateChange.Online;
        }

        if (state.TimestampMs < _latestOnlineMs) return StateChange.Outdated;
        _latestMs = _latestMs is { } latest ? Math.Max(latest, state.TimestampMs) : state.TimestampMs;
        return StateChange.Offline;
    }
}

/// <summary>What a STATE message means for an edge node.</summary>
internal enum StateChange
{
    /// <summary>Older than what is known, so it belongs to an earlier connection of the host.</summary>
    Outdated,
    Online,
    Offline,
}
