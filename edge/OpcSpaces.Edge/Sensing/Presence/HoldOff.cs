namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>The plain rule: somebody is there until nothing moved for a fixed time.</summary>
/// <param name="seconds">The fixed time.</param>
/// <param name="somebody">Log odds until it has passed.</param>
/// <param name="nobody">Log odds afterwards.</param>
/// <param name="detectors">How many there are.</param>
internal sealed class HoldOff(int seconds, double somebody, double nobody, int detectors) : IMotionJudge
{
    private readonly long _ms = seconds * 1000L;
    private readonly bool[] _active = new bool[detectors], _counts = [.. Enumerable.Repeat(true, detectors)];
    private long _now, _lastMotion;

    public double LogOdds => IsMotion || _now < _lastMotion + _ms ? somebody : nobody;

    public bool IsListening => true;

    public bool HasStayed => false;

    /// <summary>For who asks for it: as sure as motion can be, and less sure than a pressed pad that nobody is there without it.</summary>
    public static HoldOff OfMotion(int seconds, int detectors) => new(seconds, 6, -3, detectors);

    /// <summary>For places without a detector, where only doors move: a door that moved says little, and less after an hour.</summary>
    public static HoldOff OfDoors() => new(3600, 0.4, -0.4, 0);

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
    }

    public void Listen(int detector, bool counts, long ms)
    {
        Advance(ms);
        _counts[detector] = counts;
    }

    public void PassDoor(long ms)
    {
        Advance(ms);
        _lastMotion = ms;
    }

    public void Hold(bool held, long ms) => Advance(ms);

    public void Advance(long ms) => _now = Math.Max(_now, ms);

    public void Restart(long ms)
    {
        Advance(ms);
        _lastMotion = ms;
    }

    public void MarkFree()
    {
    }

    public long SilentUntil(double logOdds) => logOdds <= nobody ? long.MaxValue : _lastMotion + _ms;
}
