using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Signals;

namespace OpcSpaces.FirmwareSim.Faults.Effects;

/// <summary>A sensor that an entry happens to, with its wires or its chip.</summary>
internal sealed class ScriptedSensor(WiredPoint wired, SimulatedBoard board)
{
    public WiredPoint Wired => wired;

    public IReadOnlyList<SimulatedPin> Pins { get; } = [.. wired.Pins.Select(pin => board[pin])];

    public SimulatedChip? Chip { get; } = wired.Chip is { } address ? board.Chip(address) : null;

    /// <summary>The level by which the sensor says "yes": card readers pull their lines low.</summary>
    public bool ActiveLevel => wired.Kind != PointKind.Wiegand;

    /// <summary>
    /// What the gateway's resistor makes of a line that is cut. Those of card readers and of normally closed loops (door contacts, light
    /// barriers' receivers) are pulled up; the others down.
    /// </summary>
    public bool UnpluggedLevel => wired.Kind is PointKind.Wiegand or PointKind.DoorContact or PointKind.LightBarriers;

    /// <summary>The sensors of a gateway that an entry names: of a zone, of a point, or one kind at a point.</summary>
    public static IEnumerable<ScriptedSensor> Of(ScriptEntry entry, GatewayWiring gateway, SimulatedBoard board) =>
        Wires(entry, gateway).Select(point => new ScriptedSensor(point, board));

    /// <summary>As <see cref="Of"/>, without a board.</summary>
    public static IEnumerable<WiredPoint> Wires(ScriptEntry entry, GatewayWiring gateway) => gateway.Points.Where(point => IsOf(entry, point));

    /// <summary>Whether an entry happens to a sensor.</summary>
    public static bool IsOf(ScriptEntry entry, WiredPoint point) =>
        point.ZoneId == entry.Zone && (entry.Point.Length == 0 || point.PointId == entry.Point)
        && (entry.Sensor.Length == 0 || SensorNames.Of(point.Kind) == entry.Sensor)
        && (Kinds(entry.Kind)?.Contains(point.Kind) ?? true);

    /// <summary>The kinds of sensors that a fault can happen to; null for all.</summary>
    public static IReadOnlyList<PointKind>? Kinds(ScriptKind kind) => kind switch
    {
        ScriptKind.Heater or ScriptKind.Fan or ScriptKind.TooRegular => [PointKind.Motion],
        ScriptKind.TenCards => [PointKind.Wiegand, PointKind.CardReader],
        _ => null,
    };
}
