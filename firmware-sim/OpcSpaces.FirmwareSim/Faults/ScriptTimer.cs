using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults;

/// <summary>Lets an effect begin and end with the windows of its entry, by virtual time alone; one that is on at the start begins at once.</summary>
internal sealed class ScriptTimer : IDisposable
{
    private readonly WindowWalk _walk;
    private readonly IEffect _effect;
    private readonly VirtualTime _time;
    private readonly VirtualTimer _timer;

    public ScriptTimer(ScriptEntry entry, IEffect effect, VirtualTime time, BuildingClock clock)
    {
        (_effect, _time) = (effect, time);
        _walk = new WindowWalk(ScriptWindow.After(entry, clock, time.GetUtcNow()));
        _timer = time.CreateTimer(Follow);
        Follow();
    }

    public void Dispose()
    {
        _timer.Dispose();
        _effect.Dispose();
        _walk.Dispose();
    }

    private void Follow()
    {
        var now = _time.GetUtcNow();
        while (_walk.TryTurn(now))
        {
            if (_walk.IsOn)
                _effect.Begin(_walk.Window, now);
            else
                _effect.End(now);
        }
        if (_walk.Next < DateTimeOffset.MaxValue)
            _timer.Set(_walk.Next);
    }
}
