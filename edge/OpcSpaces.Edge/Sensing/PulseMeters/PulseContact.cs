using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.Sensing.PulseMeters;

/// <summary>
/// Finds the pulses in the edges of a contact. A pulse counts at its fall. When its fall was not reported it counts at the next rise;
/// when its rise was not reported it counts at its fall. A contact that bounces makes one pulse: rises that follow each other
/// closely, or follow a fall at once, do not count, and a pulse that comes soon after another one counts only if it lasts. A single
/// pulse is a spike only when it is much shorter, because a busy gateway may record an edge late by half a pulse of a fast meter. Not
/// thread-safe.
/// </summary>
/// <param name="shortestGap">The least time from rise to rise, and the least length of a pulse that comes soon after another one.</param>
/// <param name="faults">Counts edges that were not reported.</param>
internal sealed class PulseContact(TimeSpan shortestGap, FaultCounts faults)
{
    private readonly TimeSpan _shortestLevel = shortestGap / 5;
    private bool? _high;

    // A pulse that has begun, or that may have been a spike. Null when it was counted, or began before the start.
    private Pulse? _uncounted;
    private bool _cameSoon;
    private DateTimeOffset? _lastRiseAt, _lastFallAt;

    /// <summary>Edges that made no pulse: bounces, spikes, and edges that were reported twice.</summary>
    public long Bounces { get; private set; }

    /// <summary>The pulse that has begun and not ended, for a caller that stops listening.</summary>
    public Pulse? UnderWay => _high == true ? _uncounted : null;

    /// <summary>Sets the level at the start, unless a change was reported before. A pulse that began before the start does not count.</summary>
    public void Begin(bool high) => _high ??= high;

    /// <summary>Takes an edge, and returns the pulse that it completes, or null.</summary>
    public Pulse? Add(PinChange change, TimeSpan monotonic)
    {
        var wasHigh = _high ?? !change.High;
        _high = change.High;
        return change.High ? OnRise(new Pulse(change.At, monotonic), wasHigh) : OnFall(new Pulse(change.At, monotonic), wasHigh);
    }

    private Pulse? OnRise(Pulse rise, bool wasHigh)
    {
        var isBounce = IsWithin(shortestGap, _lastRiseAt, rise.At) || (!wasHigh && IsWithin(_shortestLevel, _lastFallAt, rise.At));
        _lastRiseAt = rise.At;
        if (isBounce)
        {
            // The pulse before continues, or its rise was reported twice.
            Bounces++;
            return null;
        }

        var before = _uncounted;
        (_uncounted, _cameSoon) = (rise, !wasHigh && IsWithin(shortestGap, _lastFallAt, rise.At));
        if (wasHigh) faults.Add("missedFall");
        else if (before is not null) Bounces++;
        return wasHigh ? before : null;
    }

    private Pulse? OnFall(Pulse fall, bool wasHigh)
    {
        var (before, fallAtBefore) = (_uncounted, _lastFallAt);
        _lastFallAt = fall.At;
        if (wasHigh && !_cameSoon && IsWithin(_shortestLevel, before?.At, fall.At)) return null; // a spike, unless it continues
        _uncounted = null;
        if (wasHigh)
        {
            if (!_cameSoon || !IsWithin(shortestGap, before?.At, fall.At)) return before;
            Bounces++;
            return null;
        }

        if (before is not null) Bounces++;
        if (IsWithin(shortestGap, fallAtBefore, fall.At))
        {
            Bounces++;
            return null;
        }

        faults.Add("missedRise");
        return fall;
    }

    // When the clock was set in between, the time may be negative or too long. Both count as long.
    private static bool IsWithin(TimeSpan time, DateTimeOffset? from, DateTimeOffset to) => to >= from && to - from < time;
}
