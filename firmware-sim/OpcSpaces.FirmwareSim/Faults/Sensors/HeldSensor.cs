using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Signals;

namespace OpcSpaces.FirmwareSim.Faults.Sensors;

/// <summary>A sensor that is stuck, silent or unplugged: its lines keep one level, its chip returns one value or does not answer.</summary>
internal sealed class HeldSensor(ScriptKind kind, ScriptedSensor sensor) : IEffect
{
    private readonly IChipFault _fault = kind is ScriptKind.StuckOn or ScriptKind.StuckOff ? new StuckChip(kind == ScriptKind.StuckOn) : new SilentChip();

    public void Begin(ScriptWindow window, DateTimeOffset now)
    {
        sensor.Chip?.Break(_fault);
        foreach (var pin in sensor.Pins)
            pin.Force(this, Level(pin), now);
    }

    public void End(DateTimeOffset now)
    {
        sensor.Chip?.Repair(_fault);
        foreach (var pin in sensor.Pins)
            pin.Release(this, now);
    }

    public void Dispose()
    {
        // Nothing to dispose: it has no timer.
    }

    private bool Level(SimulatedPin pin) => kind switch
    {
        ScriptKind.StuckOn => sensor.ActiveLevel,
        ScriptKind.StuckOff => !sensor.ActiveLevel,
        ScriptKind.Silent => pin.High,
        _ => sensor.UnpluggedLevel,
    };
}
