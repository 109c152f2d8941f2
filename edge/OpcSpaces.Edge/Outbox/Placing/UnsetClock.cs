using OpcSpaces.Points;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox.Placing;

/// <summary>
/// A computer without a clock battery starts in 1970, or where a wrong chip stands, until the network sets its clock. Until then only the
/// monotonic clock is right. Wall time minus monotonic time, then and later, says when the readings of that time were made. Guarded by the
/// outbox's gate.
/// </summary>
/// <param name="clock">The clock of the readings; null when nothing is placed.</param>
internal sealed class UnsetClock(TimeProvider? clock)
{
    // A reading has no later time than the clock, but for the rounding of its time.
    private const long RoundingMs = 1_000;

    private long? _unset, _set;
    private long _nowMs, _setBackMs;

    /// <summary>Whether the clock was set when it was looked at last.</summary>
    public bool IsSet => _set is not null;

    /// <summary>Looks at the clock; null when nothing is placed.</summary>
    public ClockOffset? Observe()
    {
        if (clock is null) return null;
        var wallMs = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var now = new ClockOffset(wallMs >= PlausibleTime.EarliestMs, wallMs - (long)clock.GetElapsedTime(0).TotalMilliseconds, wallMs);
        _nowMs = wallMs;
        if (now.IsSet && _set is { } before && before - now.OffsetMs > ClockStatement.ToleranceMs) _setBackMs = before - now.OffsetMs;
        if (now.IsSet) _set = now.OffsetMs;
        else (_unset, _set) = (now.OffsetMs, null);
        return now;
    }

    /// <summary>
    /// The true time (ms since 1970 UTC) of a time that the clock showed before it was set in this run, as far as that can be told: of a time
    /// before it was set for the first time, and of a time that is still to come, because the clock was set back. Every other time as it is.
    /// </summary>
    public long Place(long timestampMs)
    {
        if (timestampMs < PlausibleTime.EarliestMs) return _set is { } set && _unset is { } unset ? timestampMs + set - unset : timestampMs;
        return _setBackMs > 0 && timestampMs > _nowMs + RoundingMs ? Math.Min(timestampMs - _setBackMs, _nowMs) : timestampMs;
    }

    public Reading Place(in Reading reading) => reading with { TimestampMs = Place(reading.TimestampMs) };
}

/// <summary>What the clock showed.</summary>
/// <param name="IsSet">False before <see cref="PlausibleTime.EarliestMs"/>.</param>
/// <param name="OffsetMs">Wall time minus monotonic time.</param>
/// <param name="WallMs">ms since 1970 UTC.</param>
internal readonly record struct ClockOffset(bool IsSet, long OffsetMs, long WallMs)
{
    public long MonotonicMs => WallMs - OffsetMs;
}
