using OpcSpaces.Wire.Session;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>
/// The timestamp rules for a primary host's STATE on one broker: an online message must not be older than any earlier message, and
/// an offline message must not be older than the last online message (Sparkplug 3.0 §5.4, phid-wait-timestamp and host-offline-timestamp).
/// A timestamp from the future (<see cref="HostState.IsFromFuture"/>) is not remembered, and forgotten when the clock was set meanwhile: it
/// would hide everything that the host sends later. Kept across connections to the same broker; not thread-safe.
/// </summary>
internal sealed class PrimaryHostState(TimeProvider time)
{
    private long? _latestMs;
    private long? _latestOnlineMs;

    public StateChange Apply(HostState state)
    {
        var nowMs = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (IsFromFuture(_latestMs, nowMs)) _latestMs = null;
        if (IsFromFuture(_latestOnlineMs, nowMs)) _latestOnlineMs = null;
        var isFromFuture = state.IsFromFuture(nowMs);
        if (state.Online)
        {
            if (state.TimestampMs < _latestMs) return StateChange.Outdated;
            if (!isFromFuture) _latestMs = _latestOnlineMs = state.TimestampMs;
            return StateChange.Online;
        }

        if (state.TimestampMs < _latestOnlineMs) return StateChange.Outdated;
        if (!isFromFuture) _latestMs = _latestMs is { } latest ? Math.Max(latest, state.TimestampMs) : state.TimestampMs;
        return StateChange.Offline;
    }

    private static bool IsFromFuture(long? timestampMs, long nowMs) => timestampMs is { } ms && new HostState(true, ms).IsFromFuture(nowMs);
}

/// <summary>What a STATE message means for an edge node.</summary>
internal enum StateChange
{
    /// <summary>Older than what is known, so it belongs to an earlier connection of the host.</summary>
    Outdated,
    Online,
    Offline,
}
