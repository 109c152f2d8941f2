namespace OpcSpaces.Edge.Sensing.PowerMonitors;

/// <summary>
/// Whether somebody works at a place, from its power, which is compared with what the place draws at rest (<see cref="RestingPower"/>):
/// from the configured power on, and from half of it (and a tenth of the rest) above the rest, until the power is a fifth nearer to the
/// rest. What is learned while somebody works counts from their next rise on, or after twelve hours: it cannot end their stay. Used by
/// one thread at a time.
/// </summary>
/// <param name="activeWatts">From this power on somebody works there, when nothing is known about the rest, in W.</param>
/// <param name="time">The sensing clock.</param>
internal sealed class PowerUse(double activeWatts, TimeProvider time)
{
    private const double LeastShareOfLimit = 0.5, LeastShareOfRest = 0.1, ReleasedShare = 0.8;

    // Nobody works for longer without a pause.
    private static readonly TimeSpan LongestWork = TimeSpan.FromHours(12);

    private readonly RestingPower _rest = new(time);
    private double _restWatts;
    private long _roseStamp;

    /// <summary>Null before the first measurement.</summary>
    public bool? IsActive { get; private set; }

    /// <summary>Takes the power now, in W.</summary>
    public void Measure(double watts)
    {
        _rest.Measure(watts);
        if (IsActive != true || time.GetElapsedTime(_roseStamp) >= LongestWork) _restWatts = _rest.Watts;
        var above = Math.Max(activeWatts - _restWatts, Math.Max(activeWatts * LeastShareOfLimit, _restWatts * LeastShareOfRest));
        var isActive = watts >= _restWatts + (above * (IsActive == true ? ReleasedShare : 1));
        if (isActive && IsActive != true) _roseStamp = time.GetTimestamp();
        IsActive = isActive;
    }

    /// <summary>The power is unknown from now on.</summary>
    public void Lose() => _rest.Lose();
}
