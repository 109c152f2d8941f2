using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults;

/// <summary>
/// Begins and ends an effect with the windows of its entry, in virtual time. If it starts within a window, the effect begins at
/// once.
/// </summary>
internal sealed class ScriptTimer : IDisposable
{
    private readonly ScriptSchedule _schedule;
    private readonly IEffect _effect;
    private readonly VirtualTime _time;
    private readonly VirtualTimer _timer;

    public ScriptTimer(ScriptEntry entry, IEffect effect, VirtualTime time, BuildingClock clock)
    {
        (_effect, _time) = (effect, time);
        _schedule = new ScriptSchedule(ScriptWindow.After(entry, clock, time.GetUtcNow()));
        _timer = time.CreateTimer(Follow);
        Follow();
    }

    public void Dispose()
    {
        _timer.Dispose();
        _effect.Dispose();
        _schedule.Dispose();
    }

    private void Follow()
    {
        var now = _time.GetUtcNow();
        while (_schedule.TrySwitch(now))
        {
            if (_schedule.IsOn)
                _effect.Begin(_schedule.Window, now);
            else
                _effect.End(now);
        }
        if (_schedule.Next < DateTimeOffset.MaxValue)
            _timer.Set(_schedule.Next);
    }
}
