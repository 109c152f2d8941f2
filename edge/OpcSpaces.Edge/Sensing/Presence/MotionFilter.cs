namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// The forward filter of <see cref="PresenceModel"/> over the triggers of a place's detectors. After a trigger the detector is
/// ignored for a while (<see cref="PresenceConfig.DeafSeconds"/>), so that one movement counts once, whatever pulses the hardware
/// makes of it. A detector that is still high after that time counts as triggered again. A trigger costs about sixty
/// multiplications for each binary digit of the silence before it (in s); triggers that are ignored cost nothing.
/// </summary>
internal sealed class MotionFilter : IMotionEstimator
{
    // Somebody who moves a door comes or goes.
    private const double GoneThroughDoor = 0.4, ComeThroughDoor = 0.6;

    // In s. After a trigger that was ignored there is no silence for at least this long.
    private const long ShortestSilence = 30;

    // In s. A detector that is still high because of its delay alone has seen nothing new.
    private const long ShortestAfterDelay = 15;

    private readonly PresenceModel _model;
    private readonly Detector[] _detectors;
    private readonly long _deafSeconds;
    private Belief _belief = PresenceModel.Unseen();
    private long _now, _lastMotion = -ShortestSilence;
    private bool _held;

    // The last result of SilentUntil. It holds until something happens that silence alone would not bring about.
    private (double LogOdds, long Ms)? _silentUntil;

    public MotionFilter(PresenceConfig config, int detectors)
    {
        _model = PresenceModel.Of(config, detectors);
        _detectors = new Detector[detectors];
        Array.Fill(_detectors, new Detector { Counts = true, DeafUntil = long.MinValue });
        _deafSeconds = (long)Math.Max(config.DeafSeconds, config.DelaySeconds + ShortestAfterDelay);
    }

    public double LogOdds => _belief.LogOdds;

    public bool IsListening => _now >= _lastMotion + ShortestSilence && NextHearing(_now, long.MaxValue) == long.MaxValue;

    public bool HasStayed => _belief.Stayed;

    public void Set(int detector, bool active, long ms)
    {
        Advance(ms);
        ref var it = ref _detectors[detector];
        it.IsActive = active;
        if (it.Counts) _lastMotion = _now;
        if (active && it.Counts && it.DeafUntil <= _now) Trigger(ref it);
    }

    public void Listen(int detector, bool counts, long ms)
    {
        Advance(ms);
        ref var it = ref _detectors[detector];
        it.Counts = counts;
        _silentUntil = null;
        if (counts && it.IsActive) Trigger(ref it);
    }

    public void PassDoor(long ms)
    {
        Advance(ms);
        _silentUntil = null;
        _belief.Mix(GoneThroughDoor, ComeThroughDoor);
    }

    public void Hold(bool held, long ms)
    {
        Advance(ms);
        if (_held == held) return;
        _held = held;
        _silentUntil = null;
    }

    public void Restart(long ms)
    {
        Advance(ms);
        PresenceModel.Restart(ref _belief);
        _silentUntil = null;
        foreach (ref var it in _detectors.AsSpan()) it.DeafUntil = it is { IsActive: true, Counts: true } ? _now + _deafSeconds : long.MinValue;
    }

    public void MarkFree() => PresenceModel.MarkFree(ref _belief);

    public void Advance(long ms)
    {
        var second = ms / 1000;
        while (_now < second)
        {
            var next = NextHearing(_now, second);
            _model.Silence(ref _belief, Listening(_now), _held, (int)Math.Min(next - _now, PresenceModel.LongestSeconds));
            _now = next;
            foreach (ref var it in _detectors.AsSpan())
            {
                if (it is { IsActive: true, Counts: true } && it.DeafUntil == _now) Trigger(ref it);
            }
        }
    }

    public long SilentUntil(double logOdds)
    {
        if (_silentUntil is not { } known || known.LogOdds != logOdds || known.Ms <= _now * 1000) _silentUntil = known = (logOdds, WorkOut(logOdds));
        return Math.Max(known.Ms, (_lastMotion + ShortestSilence) * 1000);
    }

    private long WorkOut(double logOdds)
    {
        var (belief, now) = (_belief, _now);
        // While some detectors are still ignored, silence means less than afterwards.
        for (var next = NextHearing(now, long.MaxValue); next < long.MaxValue; next = NextHearing(now, long.MaxValue))
        {
            _model.Silence(ref belief, Listening(now), _held, (int)(next - now));
            now = next;
            if (belief.LogOdds < logOdds) return now * 1000;
        }

        return (now + _model.SecondsUntilBelow(logOdds, belief, Listening(now), _held)) * 1000;
    }

    private void Trigger(ref Detector it)
    {
        _silentUntil = null;
        _model.See(ref _belief);
        it.DeafUntil = _now + _deafSeconds;
    }

    private long NextHearing(long now, long before)
    {
        foreach (ref var it in _detectors.AsSpan())
        {
            if (it.DeafUntil > now && it.DeafUntil < before) before = it.DeafUntil;
        }

        return before;
    }

    private int Listening(long now)
    {
        var listening = 0;
        foreach (ref var it in _detectors.AsSpan())
        {
            if (it.Counts && it.DeafUntil <= now) listening++;
        }

        return listening;
    }

    private struct Detector
    {
        public bool IsActive, Counts;
        public long DeafUntil;
    }
}
