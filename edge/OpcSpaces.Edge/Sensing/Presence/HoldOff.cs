namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>The plain rule, for who asks for it: somebody is there until no motion was seen for a fixed time.</summary>
internal sealed class HoldOff(int seconds, int detectors) : IMotionJudge
{
    // Sure enough for motion, and less sure than a pressed pad that nobody is there without it.
    private const double SomebodyThere = 6, NobodyThere = -3;

    private readonly long _ms = seconds * 1000L;
    private readonly bool[] _active = new bool[detectors], _counts = [.. Enumerable.Repeat(true, detectors)];
    private long _now, _lastMotion;

    public double LogOdds => IsMotion || _now < _lastMotion + _ms ? SomebodyThere : NobodyThere;

    public bool IsListening => true;

    public bool HasStayed => false;

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

    public long SilentUntil(double logOdds) => logOdds <= NobodyThere ? long.MaxValue : _lastMotion + _ms;
}
