using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>
/// A PIR (HC-SR501 kind, jumper at H: retriggering): high until its delay has passed since the last movement it saw, then
/// blind for about 3 s. People move often for a minute or two, then sit still for some minutes and are rarely seen. Movements
/// within the delay are drawn at once and cost no event.
/// </summary>
/// <remarks>
/// Delay adjustable from about 0.3 s to minutes, output blocked for 2.5 to 3 s after it falls, retriggering with the jumper at H:
/// http://escol.com.my/Products/HC-SR501.htm, https://www.manualshelf.com/manual/elegoo/el-kit-008/user-manual-english/page-125.html
/// </remarks>
internal sealed class MotionDetector : IDisposable
{
    private const double BlindSeconds = 3;
    private const double MovingBoutSeconds = 90;
    private const double StillBoutSeconds = 480;
    private const double BetweenMovesSeconds = 7;

    /// <summary>Movements are drawn ahead no further than this.</summary>
    private const double DrawnAheadSeconds = 600;

    private readonly SimulatedPin _pin;
    private readonly VirtualTime _time;
    private readonly double _delaySeconds;
    private readonly VirtualTimer _timer;
    private SeededRandom _random = new(0);
    private double _stirSeconds;
    private bool _present;
    private bool _high;
    private bool _moving;
    private DateTimeOffset _boutEnds;
    private DateTimeOffset _blindUntil;
    private DateTimeOffset _nextMove;

    public MotionDetector(SimulatedPin pin, VirtualTime time, double delaySeconds)
    {
        (_pin, _time, _delaySeconds) = (pin, time, delaySeconds);
        _timer = time.CreateTimer(OnDue);
    }

    /// <summary>Somebody comes: is seen at once and moves for a while.</summary>
    /// <param name="random">For this stay alone, so that it can be lived again.</param>
    /// <param name="stirSeconds">Mean time between two movements while sitting still.</param>
    public void Arrive(SeededRandom random, double stirSeconds)
    {
        (_present, _random, _stirSeconds) = (true, random, stirSeconds);
        StartBout(moving: true, _time.GetUtcNow());
        See();
    }

    /// <summary>Somebody was here all the time; stirs within <paramref name="withinSeconds"/>.</summary>
    public void Find(SeededRandom random, double stirSeconds, double withinSeconds)
    {
        (_present, _random, _stirSeconds) = (true, random, stirSeconds);
        StartBout(moving: false, _time.GetUtcNow());
        _nextMove = _time.GetUtcNow().AddSeconds(random.Between(0, withinSeconds));
        _timer.Set(_nextMove);
    }

    /// <summary>More or fewer people are here, and one of them moves; with none left, that is the last movement that is seen.</summary>
    public void Change(SeededRandom random, double stirSeconds, bool anybody)
    {
        if (anybody && !_present)
        {
            Arrive(random, stirSeconds);
            return;
        }
        (_present, _stirSeconds) = (anybody, stirSeconds);
        See();
    }

    /// <summary>Getting up is the last movement that is seen.</summary>
    public void Leave()
    {
        _present = false;
        See();
    }

    /// <summary>Something moves here that belongs to nobody's stay.</summary>
    public void See()
    {
        var now = _time.GetUtcNow();
        if (now < _blindUntil && !_high)
            return;
        Trigger(now);
    }

    public void Dispose() => _timer.Dispose();

    private void OnDue()
    {
        var now = _time.GetUtcNow();
        if (!_high)
        {
            if (_present)
                Trigger(now);
            return;
        }
        _high = false;
        _blindUntil = now.AddSeconds(BlindSeconds);
        _pin.Set(false, now);
        if (!_present)
            return;
        while (_nextMove < _blindUntil)
            _nextMove = After(_nextMove);
        _timer.Set(_nextMove);
    }

    private void Trigger(DateTimeOffset now)
    {
        if (!_high)
        {
            _high = true;
            _pin.Set(true, now);
        }
        var (last, furthest) = (now, now.AddSeconds(DrawnAheadSeconds));
        _nextMove = _present ? After(now) : DateTimeOffset.MaxValue;
        while (_nextMove <= last.AddSeconds(_delaySeconds) && last < furthest)
        {
            last = _nextMove;
            _nextMove = After(last);
        }
        _timer.Set(last.AddSeconds(_delaySeconds));
    }

    private DateTimeOffset After(DateTimeOffset move)
    {
        if (move >= _boutEnds)
            StartBout(!_moving, move);
        return move.AddSeconds(_random.Exponential(_moving ? BetweenMovesSeconds : _stirSeconds));
    }

    private void StartBout(bool moving, DateTimeOffset at)
    {
        _moving = moving;
        _boutEnds = at.AddSeconds(_random.Exponential(moving ? MovingBoutSeconds : StillBoutSeconds));
    }
}
