using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Happenings;

/// <summary>Something that is left on, such as heaters: a meter measures so many watts more, whoever is there.</summary>
internal sealed class LeftOn : IEffect
{
    private readonly double _watts;
    private readonly WiredPoint _wired;
    private readonly EffectContext _context;
    private readonly VirtualTimer _timer;
    private bool _isWanted, _isOn;

    public LeftOn(double watts, WiredPoint wired, EffectContext context)
    {
        (_watts, _wired, _context) = (watts, wired, context);
        _timer = context.Time.CreateTimer(Follow);
    }

    // With a timer, because the zones need not be running yet.
    public void Begin(ScriptWindow window, DateTimeOffset now) => Want(true, now);

    public void End(DateTimeOffset now) => Want(false, now);

    public void Dispose() => _timer.Dispose();

    private void Want(bool isOn, DateTimeOffset now)
    {
        _isWanted = isOn;
        _timer.Set(now);
    }

    private void Follow()
    {
        if (_isWanted == _isOn) return;
        _isOn = _isWanted;
        _context.Zone(_wired.ZoneId).MeterOf(_wired.PointId)?.AddLoad(_isOn ? _watts : -_watts);
    }
}
