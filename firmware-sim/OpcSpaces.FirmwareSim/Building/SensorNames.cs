using System.Text.Json;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Points;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>The names of the kinds of sensors in descriptions, and which points each can serve. Gateway configurations use the same names.</summary>
internal static class SensorNames
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<SensorType>().Select(Of)];

    public static string Of(SensorType kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    public static SensorType Parse(string name) => Enum.Parse<SensorType>(name, ignoreCase: true);

    /// <summary>The first part of the point ids that it can serve.</summary>
    public static IReadOnlyList<string> PointsOf(SensorType kind) => kind switch
    {
        SensorType.Motion => [PointKind.Desk.Name, PointKind.Room.Name],
        SensorType.Pad or SensorType.PowerMonitor => [PointKind.Desk.Name],
        SensorType.PulseMeter => [PointKind.Meter.Name],
        SensorType.LightBarriers => [PointKind.Room.Name],
        SensorType.Climate => [PointKind.Environment.Name],
        _ => [PointKind.Door.Name],
    };

    public static bool IsOnBus(SensorType kind) => kind is SensorType.PowerMonitor or SensorType.CardReader or SensorType.Climate;

    /// <summary>The chips that it can use.</summary>
    public static IReadOnlyList<ChipType> ChipsOf(SensorType kind) => kind switch
    {
        SensorType.PowerMonitor => PowerMonitorConfig.ChipTypes,
        SensorType.CardReader => CardReaderConfig.ChipTypes,
        _ => ClimateConfig.ChipTypes,
    };
}
