using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults;

/// <summary>Lets an effect begin and end with the windows of its entry, by virtual time alone; one that is on at the start begins at once.</summary>
internal sealed class ScriptTimer : IDisposable
{
    private readonly IEnumerator<ScriptWindow> _windows;
    private readonly IEffect _effect;
    private readonly VirtualTime _time;
    private readonly VirtualTimer _timer;
    private bool _on;

    public ScriptTimer(ScriptEntry entry, IEffect effect, VirtualTime time, BuildingClock clock)
    {
        (_effect, _time) = (effect, time);
        _windows = ScriptWindow.After(entry, clock, time.GetUtcNow()).GetEnumerator();
        _timer = time.CreateTimer(Follow);
        if (_windows.MoveNext())
            Follow();
    }

    public void Dispose()
    {
        _timer.Dispose();
        _effect.Dispose();
        _windows.Dispose();
    }

    private void Follow()
    {
        var now = _time.GetUtcNow();
        if (_on && _windows.Current.To <= now)
        {
            _on = false;
            _effect.End(now);
            if (!_windows.MoveNext())
                return;
        }
        if (!_on && _windows.Current.From <= now)
        {
            _on = true;
            _effect.Begin(_windows.Current, now);
        }
        _timer.Set(_on ? _windows.Current.To : _windows.Current.From);
    }
}
