using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.Sensing.PulseMeters;

/// <summary>
/// Makes pulses of a contact's edges. A pulse counts at its fall; one whose fall was not told counts at the next rise, and one whose
/// rise was not told at its fall. A contact that bounces makes one pulse: its rises follow each other closely, or a fall at once, and
/// what comes soon after a pulse counts only if it lasts. A lone pulse is a spike only when it is far shorter than that, because a
/// busy gateway may stamp an edge late by half a fast meter's pulse. Not thread-safe.
/// </summary>
/// <param name="shortestGap">From rise to rise, and of what comes soon after a pulse.</param>
/// <param name="faults">Counts edges that were not told.</param>
internal sealed class PulseContact(TimeSpan shortestGap, FaultCounts faults)
{
    private readonly TimeSpan _shortestLevel = shortestGap / 5;
    private bool? _high;

    // The pulse that is under way or may have been a spike; null when it was counted, or began before the start.
    private Pulse? _uncounted;
    private bool _cameSoon;
    private DateTimeOffset? _lastRiseAt, _lastFallAt;

    /// <summary>Edges that made no pulse: bounces, spikes, and what was told twice.</summary>
    public long Bounces { get; private set; }

    /// <summary>The pulse that is under way, for who listens no longer.</summary>
    public Pulse? UnderWay => _high == true ? _uncounted : null;

    /// <summary>The level at the start, unless a change was heard by then. A pulse of before the start is none of ours.</summary>
    public void Begin(bool high) => _high ??= high;

    /// <summary>The pulse that this edge completes.</summary>
    public Pulse? Hear(PinChange change, TimeSpan monotonic)
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
            // The pulse before goes on, or its rise was told twice.
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
        if (wasHigh && !_cameSoon && IsWithin(_shortestLevel, before?.At, fall.At)) return null; // a spike, unless it goes on
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

    // A clock that was set makes the time between negative or long; either way it may have been long.
    private static bool IsWithin(TimeSpan time, DateTimeOffset? from, DateTimeOffset to) => to >= from && to - from < time;
}
