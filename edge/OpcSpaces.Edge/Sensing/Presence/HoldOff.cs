namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>The simple rule: somebody is there until nothing has moved for a fixed time.</summary>
/// <param name="seconds">The fixed time.</param>
/// <param name="somebody">Log odds until that time has passed.</param>
/// <param name="nobody">Log odds afterwards.</param>
/// <param name="detectors">The number of motion detectors.</param>
/// <param name="filter">Learns and keeps the hours, while this rule decides; null where nobody wants hours, and for a place without motion detectors.</param>
internal sealed class HoldOff(int seconds, double somebody, double nobody, int detectors, MotionFilter? filter = null) : IMotionEstimator
{
    private readonly long _ms = seconds * 1000L;
    private readonly bool[] _active = new bool[detectors], _counts = [.. Enumerable.Repeat(true, detectors)];
    private long _now, _lastMotion;

    public double LogOdds => IsMotion || _now < _lastMotion + _ms ? somebody : nobody;

    public bool IsListening => true;

    public bool HasStayed => false;

    /// <summary>For a place with the setting <c>holdOffSeconds</c>. Motion is almost certain evidence; its absence weighs less than a pressed pad.</summary>
    public static HoldOff OfMotion(int seconds, int detectors, MotionFilter? filter = null) => new(seconds, 6, -3, detectors, filter);

    /// <summary>For a place without a motion detector, where only doors move: a door that moved is weak evidence, and after an hour none.</summary>
    public static HoldOff OfDoors() => new(3600, 0.4, -0.8, 0);

    private bool IsMotion
    {
        get
        {
            for (var i = 0; i < _active.Length; i++)
            {
                if (_active[i] && _counts[i]) return true;
            }

            return false;
        }
    }

    public void Set(int detector, bool active, long ms)
    {
        Advance(ms);
        _active[detector] = active;
        if (_counts[detector]) _lastMotion = ms;
        filter?.Set(detector, active, ms);
    }

    public void Listen(int detector, bool counts, long ms)
    {
        Advance(ms);
        _counts[detector] = counts;
        filter?.Listen(detector, counts, ms);
    }

    public void PassDoor(long ms)
    {
        Advance(ms);
        _lastMotion = ms;
        filter?.PassDoor(ms);
    }

    public void Hold(bool byDoor, bool bySeat, long ms)
    {
        Advance(ms);
        filter?.Hold(byDoor, bySeat, ms);
    }

    public void Weigh(double logOdds, long ms) => filter?.Weigh(logOdds, ms);

    public void Advance(long ms) => _now = Math.Max(_now, ms);

    public void Restart(long ms)
    {
        Advance(ms);
        _lastMotion = ms;
        filter?.Restart(ms);
    }

    public long SilentUntil(double logOdds) => logOdds <= nobody ? long.MaxValue : _lastMotion + _ms;
}
