namespace OpcSpaces.Edge.Sensing.PulseMeters;

/// <summary>
/// How fast a meter may pulse before its fuse would have blown: 1.6 times the rated current, which a fuse does not carry for long
/// (conventional fusing current, IEC 60269-1), with five seconds' worth in reserve for inrush. Not thread-safe.
/// </summary>
internal sealed class FuseLimit
{
    private const double Overload = 1.6;
    private const double ReserveSeconds = 5;

    private readonly TimeSpan _perPulse, _reserve;

    // The earliest times at which the pulses so far may have been made, by either clock.
    private DateTimeOffset _madeAt = DateTimeOffset.MinValue;
    private TimeSpan _made = TimeSpan.MinValue;

    private FuseLimit(TimeSpan perPulse)
    {
        _perPulse = perPulse;
        _reserve = TimeSpan.FromSeconds(Math.Max(ReserveSeconds, 2 * perPulse.TotalSeconds));
    }

    /// <summary>Null when the configuration names no fuse.</summary>
    public static FuseLimit? Of(PulseMeterConfig config)
    {
        var watts = Overload * config.FuseAmperes * config.Volts * config.Phases;
        return watts <= 0 ? null : new FuseLimit(TimeSpan.FromHours(1000.0 / config.PulsesPerKilowattHour / watts));
    }

    /// <summary>
    /// False for a pulse that is too many by its own time and by the monotonic clock: pulses that were told late come together by
    /// the one, and a clock that was set makes them do so by the other.
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
