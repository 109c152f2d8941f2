namespace OpcSpaces.Edge.Sensing.Metering;

/// <summary>
/// Mean power between the pulses of a meter. Times are the pulses' own; where they disagree with the monotonic clock, the clock
/// was set in between and nothing is measured. Not thread-safe.
/// </summary>
internal sealed class PulsePower(double wattHoursPerPulse)
{
    private static readonly TimeSpan ClockWasSet = TimeSpan.FromSeconds(5);

    private (DateTimeOffset At, TimeSpan Monotonic)? _from, _last;
    private int _pulses;
    private float? _watts, _reported;

    /// <summary>True while time alone may change the power.</summary>
    public bool IsChanging => _pulses > 0 || _watts is > 0 || (_watts is null && _last is not null);

    /// <summary>What was measured is not believed any more; begins anew, and reports again.</summary>
    public void Forget()
    {
        (_from, _pulses) = (_last, 0);
        (_watts, _reported) = (null, null);
    }

    public void OnPulse(DateTimeOffset at, TimeSpan monotonic)
    {
        if (_from is null) _from = (at, monotonic);
        else _pulses++;
        _last = (at, monotonic);
    }

    /// <summary>True with the power in W when it is known and differs from the one before by at least 1 W and 1 %.</summary>
    public bool TryMeasure(TimeSpan monotonic, TimeSpan noPowerAfter, out float watts)
    {
        Measure(monotonic, noPowerAfter);
        watts = _watts ?? 0;
        if (_watts is null || (_reported is { } before && Math.Abs(watts - before) < Math.Max(1, before / 100) && (watts > 0 || before == 0)))
            return false;
        _reported = watts;
        return true;
    }

    private void Measure(TimeSpan monotonic, TimeSpan noPowerAfter)
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
        if (still >= noPowerAfter) _watts = 0;
        else if (_watts is not null && still > TimeSpan.Zero) _watts = Math.Min(_watts.Value, (float)(wattHoursPerPulse * 3600 / still.TotalSeconds));
    }
}
