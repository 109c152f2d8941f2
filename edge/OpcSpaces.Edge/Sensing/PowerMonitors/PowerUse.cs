namespace OpcSpaces.Edge.Sensing.PowerMonitors;

/// <summary>
/// Whether somebody works at a place, from its power, which is compared with what the place draws at rest (<see cref="RestingPower"/>):
/// from the configured power on, and from half of it (and a tenth of the rest) above the rest, until the power is a fifth nearer to the
/// rest. What is learned while somebody works counts from the next rise on, or after ten hours, the longest working day (§ 3
/// Arbeitszeitgesetz): it cannot end their stay. Power that is still above a rest that is only known since then counts as a new rise.
/// Used by one thread at a time.
/// </summary>
/// <param name="activeWatts">From this power on somebody works there, when nothing is known about the rest, in W.</param>
/// <param name="time">The sensing clock.</param>
internal sealed class PowerUse(double activeWatts, TimeProvider time)
{
    private const double LeastShareOfLimit = 0.5, LeastShareOfRest = 0.1, ReleasedShare = 0.8;

    private static readonly TimeSpan LongestWork = TimeSpan.FromHours(10);

    private readonly RestingPower _rest = new(time);
    private double _restWatts;
    private long _roseStamp;

    /// <summary>Null before the first measurement.</summary>
    public bool? IsActive { get; private set; }

    /// <summary>The power rose with the last measurement; also when it was high before, by what was known then.</summary>
    public bool HasRisen { get; private set; }

    /// <summary>Takes the power now, in W.</summary>
    public void Measure(double watts)
    {
        _rest.Measure(watts);
        var wasActive = IsActive == true;
        var isLong = wasActive && time.GetElapsedTime(_roseStamp) >= LongestWork;
        var isJudgedAnew = isLong && _rest.Watts > _restWatts + Margin(_restWatts);
        if (!wasActive || isLong) _restWatts = _rest.Watts;
        var isActive = watts >= _restWatts + (Margin(_restWatts) * (wasActive ? ReleasedShare : 1));
        (IsActive, HasRisen) = (isActive, isActive && (!wasActive || isJudgedAnew));
        if (HasRisen) _roseStamp = time.GetTimestamp();
    }

    /// <summary>The power is unknown from now on.</summary>
    public void Lose() => _rest.Lose();

    private double Margin(double rest) => Math.Max(activeWatts - rest, Math.Max(activeWatts * LeastShareOfLimit, rest * LeastShareOfRest));
}
