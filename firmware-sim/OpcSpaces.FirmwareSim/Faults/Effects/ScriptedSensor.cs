using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Signals;

namespace OpcSpaces.FirmwareSim.Faults.Effects;

/// <summary>A sensor that a script entry affects, with its pins or its chip.</summary>
internal sealed class ScriptedSensor(WiredPoint wired, SimulatedBoard board)
{
    public WiredPoint Wired => wired;

    public IReadOnlyList<SimulatedPin> Pins { get; } = [.. wired.Pins.Select(pin => board[pin])];

    public SimulatedChip? Chip { get; } = wired.Chip is { } address ? board.Chip(address) : null;

    /// <summary>The level that means "active". Card readers pull their lines low.</summary>
    public bool ActiveLevel => wired.Kind != SensorType.Wiegand;

    /// <summary>
    /// The level of a cut line, which the gateway's resistor decides: up for card readers and normally closed loops (door contacts,
    /// receivers of light barriers), down for all others.
    /// </summary>
    public bool UnpluggedLevel => wired.Kind is SensorType.Wiegand or SensorType.DoorContact or SensorType.LightBarriers;

    /// <summary>The sensors of a gateway that an entry affects: those of a zone, of a point, or one kind at a point.</summary>
    public static IEnumerable<ScriptedSensor> Of(ScriptEntry entry, GatewayWiring gateway, SimulatedBoard board) =>
        Wires(entry, gateway).Select(point => new ScriptedSensor(point, board));

    /// <summary>As <see cref="Of"/>, without a board.</summary>
    public static IEnumerable<WiredPoint> Wires(ScriptEntry entry, GatewayWiring gateway) => gateway.Points.Where(point => IsOf(entry, point));

    /// <summary>Whether an entry affects a sensor.</summary>
    public static bool IsOf(ScriptEntry entry, WiredPoint point) =>
        point.ZoneId == entry.Zone && (entry.Point.Length == 0 || point.PointId == entry.Point)
        && (entry.Sensor.Length == 0 || SensorNames.Of(point.Kind) == entry.Sensor)
        && (Kinds(entry.Kind)?.Contains(point.Kind) ?? true);

    /// <summary>The kinds of sensors that a fault can affect; null for all.</summary>
    public static IReadOnlyList<SensorType>? Kinds(ScriptKind kind) => kind switch
    {
        ScriptKind.Heater or ScriptKind.Fan or ScriptKind.TooRegular => [SensorType.Motion],
        ScriptKind.TenCards => [SensorType.Wiegand, SensorType.CardReader],
        ScriptKind.LeftOn => [SensorType.PulseMeter],
        ScriptKind.Crowd => [SensorType.LightBarriers],
        _ => null,
    };
}
