using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>
/// A PIR motion detector (HC-SR501, jumper at H: retriggering). Its output is high until the delay has passed since the last
/// movement that it saw; then it is blind for about 3 s. People move often for a minute or two, then sit still for some minutes and
/// are rarely seen. Movements within the delay are generated at once and need no event.
/// </summary>
/// <remarks>
/// Delay adjustable from about 0.3 s to minutes, output blocked for 2.5 to 3 s after it falls, retriggering with the jumper at H:
/// http://escol.com.my/Products/HC-SR501.htm, https://www.manualshelf.com/manual/elegoo/el-kit-008/user-manual-english/page-125.html
/// </remarks>
internal sealed class MotionDetector : IDisposable
{
    private const double BlindSeconds = 3;

    /// <summary>
    /// How far ahead movements are generated. Without a kind the output then falls once; with one the next movements are generated,
    /// so that it stays high while people move. Equal seeds give equal signals, so the former stays as it is.
    /// </summary>
    private const double DrawnAheadSeconds = 600;

    private static readonly PlaceKind Usual = new() { Name = "" };

    private readonly SimulatedPin _pin;
    private readonly VirtualTime _time;
    private readonly double _delaySeconds;
    private readonly PlaceKind? _kind;
    private readonly (double Moving, double MovingBout, double StillBout) _seconds;
    private readonly VirtualTimer _timer;
    private SeededRandom _random = new(0);
    private double _stirSeconds;
    private bool _present;
    private bool _high;
    private bool _moving;
    private DateTimeOffset _boutEnds;
    private DateTimeOffset _blindUntil;
    private DateTimeOffset _nextMove;

    /// <param name="pin">Its output.</param>
    /// <param name="time">The clock of the signals.</param>
    /// <param name="delaySeconds">The delay, where the kind has none.</param>
    /// <param name="kind">How often it sees people; null for the usual rates.</param>
    public MotionDetector(SimulatedPin pin, VirtualTime time, double delaySeconds, PlaceKind? kind = null)
    {
        (_pin, _time, _kind, _delaySeconds) = (pin, time, kind, kind?.DelaySeconds ?? delaySeconds);
        var rates = kind ?? Usual;
        _seconds = (rates.MovingSeconds, rates.MovingBoutSeconds, rates.StillBoutSeconds);
        _timer = time.CreateTimer(OnDue);
    }

    /// <summary>Somebody comes: the detector sees them at once, and they move for a while.</summary>
    /// <param name="random">Random numbers of this stay, so that it can be repeated.</param>
    /// <param name="stirSeconds">Mean time between two movements while sitting still.</param>
    public void Arrive(SeededRandom random, double stirSeconds)
    {
        (_present, _random, _stirSeconds) = (true, random, stirSeconds);
        StartBout(moving: true, _time.GetUtcNow());
        See();
    }

    /// <summary>Somebody has been here for some time and moves within <paramref name="withinSeconds"/>.</summary>
    public void Find(SeededRandom random, double stirSeconds, double withinSeconds)
    {
        (_present, _random, _stirSeconds) = (true, random, stirSeconds);
        StartBout(moving: false, _time.GetUtcNow());
        _nextMove = _time.GetUtcNow().AddSeconds(random.Between(0, withinSeconds));
        _timer.Set(_nextMove);
    }

    /// <summary>The number of people changes, and one of them moves. When nobody is left, this is the last movement that is seen.</summary>
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

    /// <summary>A movement that belongs to nobody's stay.</summary>
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
        // The movements were not all generated: somebody still moves within the delay.
        if (_present && _kind is not null && _nextMove <= now)
        {
            StayHigh(_nextMove);
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
        StayHigh(now);
    }

    private void StayHigh(DateTimeOffset movement)
    {
        var (last, furthest) = (movement, movement.AddSeconds(DrawnAheadSeconds));
        _nextMove = _present ? After(movement) : DateTimeOffset.MaxValue;
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
        return move.AddSeconds(_random.Exponential(_moving ? _seconds.Moving : _stirSeconds));
    }

    private void StartBout(bool moving, DateTimeOffset at)
    {
        _moving = moving;
        _boutEnds = at.AddSeconds(_random.Exponential(moving ? _seconds.MovingBout : _seconds.StillBout));
    }
}
