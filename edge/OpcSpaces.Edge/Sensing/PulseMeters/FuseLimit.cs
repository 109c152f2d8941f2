namespace OpcSpaces.Edge.Sensing.PulseMeters;

/// <summary>
/// Limits how fast a meter may pulse: a fuse blows at 1.6 times its rated current (conventional fusing current, IEC 60269-1). Five
/// seconds at that current are allowed on top, for inrush. Not thread-safe.
/// </summary>
internal sealed class FuseLimit
{
    private const double Overload = 1.6;
    private const double ReserveSeconds = 5;

    private readonly TimeSpan _perPulse, _reserve;

    // The earliest times at which the pulses so far can have been made, by each of the two clocks.
    private DateTimeOffset _madeAt = DateTimeOffset.MinValue;
    private TimeSpan _made = TimeSpan.MinValue;

    private FuseLimit(TimeSpan perPulse)
    {
        _perPulse = perPulse;
        _reserve = TimeSpan.FromSeconds(Math.Max(ReserveSeconds, 2 * perPulse.TotalSeconds));
    }

    /// <summary>Null when the configuration has no fuse.</summary>
    public static FuseLimit? Of(PulseMeterConfig config)
    {
        var watts = Overload * config.FuseAmperes * config.Volts * config.Phases;
        return watts <= 0 ? null : new FuseLimit(TimeSpan.FromHours(1000.0 / config.PulsesPerKilowattHour / watts));
    }

    /// <summary>
    /// False for a pulse that comes too early by its own time and by the monotonic clock. One of the two is not enough: pulses that
    /// were reported late come together by the monotonic clock, and after the wall clock was set they come together by their own time.
    /// </summary>
    public bool Allows(DateTimeOffset at, TimeSpan monotonic)
    {
        var madeAt = (_madeAt > at ? _madeAt : at) + _perPulse;
        var made = (_made > monotonic ? _made : monotonic) + _perPulse;
        if (madeAt - at > _reserve && made - monotonic > _reserve) return false;
        (_madeAt, _made) = (madeAt - at > _reserve ? at : madeAt, made - monotonic > _reserve ? monotonic : made);
        return true;
    }
}
