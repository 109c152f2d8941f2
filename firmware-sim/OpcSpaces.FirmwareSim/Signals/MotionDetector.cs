using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>
/// The PIR above one desk (HC-SR501 kind, retriggering, delay turned to its shortest): high about 2.5 s after the last
/// movement it saw, then blind for about 3 s; often while somebody moves, rarely while somebody sits still.
/// </summary>
/// <remarks>
/// Delay adjustable from about 0.3 s, output blocked for 2.5 to 3 s after it falls, retriggering with the jumper at H:
/// http://escol.com.my/Products/HC-SR501.htm, https://www.manualshelf.com/manual/elegoo/el-kit-008/user-manual-english/page-125.html
/// </remarks>
internal sealed class MotionDetector : IDisposable
{
    private const double HighSeconds = 2.5;
    private const double BlindSeconds = 3;
    private const double MovingBoutSeconds = 90;
    private const double StillBoutSeconds = 480;
    private const double BetweenMovesSeconds = 7;
    private const double BetweenStirsSeconds = 90;

    private readonly SimulatedPin _pin;
    private readonly VirtualTime _time;
    private readonly SeededRandom _random;
    private readonly VirtualTimer _timer;
    private bool _present;
    private bool _moving;
    private DateTimeOffset _boutEnds;

    public MotionDetector(SimulatedPin pin, VirtualTime time, SeededRandom random)
    {
        (_pin, _time, _random) = (pin, time, random);
        _timer = time.CreateTimer(OnDue);
    }

    /// <summary>Somebody comes: is seen at once and moves for a while.</summary>
    public void Arrive()
    {
        _present = true;
        StartBout(moving: true);
        Trigger();
    }

    /// <summary>Somebody was here all the time; stirs within <paramref name="withinSeconds"/>.</summary>
    public void Find(double withinSeconds)
    {
        _present = true;
        StartBout(moving: false);
        SetTimer(_random.Between(0, withinSeconds));
    }

    /// <summary>Getting up is the last movement that is seen.</summary>
    public void Leave()
    {
        _present = false;
        Trigger();
    }

    public void Dispose() => _timer.Dispose();

    private void OnDue()
    {
        if (!_pin.High)
        {
            Trigger();
            return;
        }
        _pin.Set(false, _time.GetUtcNow());
        if (_present)
            SetTimer(BlindSeconds + NextMoveSeconds());
    }

    private void Trigger()
    {
        _pin.Set(true, _time.GetUtcNow());
        SetTimer(HighSeconds + (_moving ? _random.Exponential(4) : 0));
    }

    private double NextMoveSeconds()
    {
        if (_time.GetUtcNow() >= _boutEnds)
            StartBout(!_moving);
        return _random.Exponential(_moving ? BetweenMovesSeconds : BetweenStirsSeconds);
    }

    private void StartBout(bool moving)
    {
        _moving = moving;
        _boutEnds = _time.GetUtcNow().AddSeconds(_random.Exponential(moving ? MovingBoutSeconds : StillBoutSeconds));
    }

    private void SetTimer(double seconds) => _timer.Set(_time.GetUtcNow().AddSeconds(seconds));
}
