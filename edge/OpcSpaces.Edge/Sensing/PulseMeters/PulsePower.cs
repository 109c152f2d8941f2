namespace OpcSpaces.Edge.Sensing.PulseMeters;

/// <summary>
/// The mean power between the pulses of a meter. While no pulse comes, the power is at most so much that the next pulse would come
/// now. It is 0 when three times the last interval has passed, and at least a quarter of an hour for each Wh of a pulse (in which 4 W
/// make one pulse of 1 Wh). The times are those of the pulses. Where they disagree with the monotonic clock, the wall clock was set
/// in between, and nothing is measured. Not thread-safe.
/// </summary>
internal sealed class PulsePower(double wattHoursPerPulse)
{
    private const int QuietGaps = 3;
    private static readonly TimeSpan QuietPerWattHour = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ClockWasSet = TimeSpan.FromSeconds(5);

    private Pulse? _from, _last;
    private TimeSpan _gap;
    private int _pulses;
    private float? _watts, _reported;

    /// <summary>True while the power may change without a further pulse.</summary>
    public bool IsChanging => _pulses > 0 || _watts is > 0 || (_watts is null && _last is not null);

    /// <summary>After this time without a pulse the power is 0.</summary>
    public TimeSpan NoPowerAfter
    {
        get
        {
            var least = QuietPerWattHour * Math.Max(1, wattHoursPerPulse);
            return least > QuietGaps * _gap ? least : QuietGaps * _gap;
        }
    }

    /// <summary>Discards what was measured, because it was wrong. The next result is reported in any case.</summary>
    public void Forget()
    {
        (_from, _pulses) = (_last, 0);
        (_watts, _reported) = (null, null);
    }

    public void OnPulse(Pulse pulse)
    {
        if (_from is null) _from = pulse;
        else _pulses++;
        if (_last is { } before) _gap = pulse.Monotonic - before.Monotonic;
        _last = pulse;
    }

    /// <summary>True with the power in W when it is known, and differs from the last reported one by at least 1 W and 1 %.</summary>
    public bool TryMeasure(TimeSpan monotonic, out float watts)
    {
        Measure(monotonic);
        watts = _watts ?? 0;
        if (_watts is null || (_reported is { } before && Math.Abs(watts - before) < Math.Max(1, before / 100) && (watts > 0 || before == 0)))
            return false;
        _reported = watts;
        return true;
    }

    private void Measure(TimeSpan monotonic)
    {
        if (_pulses > 0)
        {
            var (from, last) = (_from!.Value, _last!.Value);
            var span = last.At - from.At;
            var skew = span - (last.Monotonic - from.Monotonic);
            if (span > TimeSpan.Zero && skew.Duration() < ClockWasSet) _watts = (float)(_pulses * wattHoursPerPulse * 3600 / span.TotalSeconds);
            (_from, _pulses) = (last, 0);
            return;
        }

        var still = monotonic - (_last?.Monotonic ?? TimeSpan.Zero);
        if (still >= NoPowerAfter) _watts = 0;
        else if (_watts is not null && still > TimeSpan.Zero) _watts = Math.Min(_watts.Value, (float)(wattHoursPerPulse * 3600 / still.TotalSeconds));
    }
}
