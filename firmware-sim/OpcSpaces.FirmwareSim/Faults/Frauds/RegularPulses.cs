using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Frauds;

/// <summary>
/// A circuit on a detector's wire that simulates a movement of two seconds at exactly regular intervals. Between them the
/// detector's own signal passes.
/// </summary>
internal sealed class RegularPulses : IEffect
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    private readonly ScriptedSensor _sensor;
    private readonly TimeSpan _every;
    private readonly VirtualTime _time;
    private readonly VirtualTimer _timer;
    private DateTimeOffset _next;
    private bool _on;

    public RegularPulses(ScriptedSensor sensor, TimeSpan every, VirtualTime time)
    {
        (_sensor, _every, _time) = (sensor, every, time);
        _timer = time.CreateTimer(OnEdge);
    }

    /// <summary>The pulses are counted from the beginning of the window, so they stay regular when the simulation is restarted.</summary>
    public void Begin(ScriptWindow window, DateTimeOffset now)
    {
        _next = window.From == DateTimeOffset.MinValue ? now : window.From + Math.Ceiling((now - window.From) / _every) * _every;
        _timer.Set(_next);
    }

    public void End(DateTimeOffset now)
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Turn(false, now);
    }

    public void Dispose() => _timer.Dispose();

    private void OnEdge()
    {
        Turn(!_on, _time.GetUtcNow());
        if (!_on)
            _next += _every;
        _timer.Set(_on ? _next + Length : _next);
    }

    private void Turn(bool on, DateTimeOffset now)
    {
        _on = on;
        foreach (var pin in _sensor.Pins)
        {
            if (on)
                pin.Force(this, true, now);
            else
                pin.Release(this, now);
        }
    }
}
