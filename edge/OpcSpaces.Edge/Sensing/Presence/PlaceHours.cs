using System.Runtime.InteropServices;
using OpcSpaces.Points.Hours;

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// Keeps what was seen of a place until its hours are settled. An hour is settled when it is known how the pause at its end went on,
/// and at the latest two hours after it ended. Times in ms of the place's running clock. Guarded by the place's gate.
/// </summary>
/// <param name="learned">What is known of the place.</param>
/// <param name="settled">Receives the hours, in order.</param>
/// <param name="phaseMs">When hours begin, in ms after those of UTC.</param>
internal sealed class PlaceHours(LearnedPlace learned, Action<OccupiedHour> settled, int phaseMs = 0)
{
    public const long HourMs = MetricHour.LengthMs;

    private const long EarliestMs = HourMs / 2, LatestMs = 2 * HourMs;

    // What was seen earlier before an hour hardly changes its figures.
    private const long MemoryMs = HourMs;

    // A clock that was wrong by more begins anew.
    private const long LongestBacklogMs = 24 * HourMs;

    private readonly PlaceObservations _seen = new();
    private readonly HourSampler _sampler = new();
    private long? _nextWallMs;

    /// <summary>Up to this time, in ms since 1970 UTC, all hours are settled; null before the first look.</summary>
    public long? SettledMs => _nextWallMs;

    public void Rise(long ms) => _seen.Movements.Add(new Movement(ms, long.MaxValue));

    public void Fall(long ms) => Last.ToMs = ms;

    /// <summary>In the pause since the last movement nobody left.</summary>
    public void Confirm() => Last.IsConfirmed = true;

    /// <summary>In the pause since the last movement people may have come or gone; from now on somebody is there with this probability.</summary>
    public void Interrupt(long ms, double inside)
    {
        if (_seen.Movements.Count == 0) _seen.Movements.Add(new Movement(ms, ms));
        (Last.InterruptedMs, Last.Inside) = (ms, inside);
    }

    /// <summary>What all sensors with levels add to the log odds from now on.</summary>
    public void Levels(long ms, double logOdds)
    {
        if (_seen.Levels.Count == 0 || _seen.Levels[^1].LogOdds != logOdds) _seen.Levels.Add((ms, logOdds));
    }

    /// <summary>From this time on presence is known, or is not. A later call about an earlier time replaces what was said since.</summary>
    public void Know(long ms, bool known)
    {
        _seen.Known.RemoveAll(it => it.AtMs >= ms);
        if (_seen.Known.Count == 0 || _seen.Known[^1].Known != known) _seen.Known.Add((ms, known));
    }

    /// <summary>Settles every hour that can be settled.</summary>
    /// <param name="nowMs">The running clock.</param>
    /// <param name="wallMs">The wall clock, in ms since 1970 UTC.</param>
    /// <param name="isLast">Nothing more will be seen: the hours that are left are settled too, and the last one is known in part.</param>
    public void Settle(long nowMs, long wallMs, bool isLast = false)
    {
        var offset = wallMs - nowMs;
        var oldest = MetricHour.StartOf(wallMs, phaseMs) - LatestMs - HourMs;
        if (_nextWallMs is not { } next || next > wallMs || next < oldest - LongestBacklogMs) next = oldest;
        for (; isLast ? next < wallMs : next + HourMs + EarliestMs <= wallMs; next += HourMs)
        {
            var hour = new HourWindow(next - offset, Math.Min(next - offset + HourMs, nowMs), nowMs);
            if (!isLast && wallMs < next + HourMs + LatestMs && IsOpen(hour)) break;
            var known = _seen.KnownSeconds(hour, hour.FromMs, hour.ToMs);
            if (known > 0)
            {
                var (expected, low, high) = _sampler.Of(hour, learned, _seen);
                settled(new OccupiedHour(next, known, expected, low, high));
            }

            _seen.Forget(hour.ToMs - MemoryMs);
        }

        _nextWallMs = next;
    }

    private ref Movement Last => ref CollectionsMarshal.AsSpan(_seen.Movements)[^1];

    // The pause that began in the hour, or before, has not ended.
    private bool IsOpen(HourWindow hour) => _seen.Movements.Count > 0 && Last.ToMs <= hour.ToMs;
}
