using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.Faults.Sensors;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Frauds;

/// <summary>Somebody checks a zone once a minute and unplugs its sensors while nobody is there, so that it never looks empty.</summary>
internal sealed class UnplugWhenEmpty : IEffect
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly string _zone;
    private readonly EffectContext _context;
    private readonly List<HeldSensor> _plugs;
    private readonly VirtualTimer _timer;
    private bool _pulled;

    public UnplugWhenEmpty(string zone, IEnumerable<ScriptedSensor> sensors, EffectContext context)
    {
        (_zone, _context) = (zone, context);
        _plugs = [.. sensors.Select(sensor => new HeldSensor(ScriptKind.Unplugged, sensor))];
        _timer = context.Time.CreateTimer(OnLook);
    }

    public void Begin(ScriptWindow window, DateTimeOffset now) => _timer.Set(now);

    public void End(DateTimeOffset now)
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Pull(false, default, now);
    }

    public void Dispose() => _timer.Dispose();

    private void OnLook()
    {
        var now = _context.Time.GetUtcNow();
        Pull(_context.Zone(_zone).People == 0, new ScriptWindow(now, now), now);
        _timer.Set(now + Look);
    }

    private void Pull(bool pulled, ScriptWindow window, DateTimeOffset now)
    {
        if (pulled == _pulled)
            return;
        _pulled = pulled;
        foreach (var plug in _plugs)
        {
            if (pulled)
                plug.Begin(window, now);
            else
                plug.End(now);
        }
    }
}
