using System.Text.Json;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.PowerMonitors;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>The names of the kinds of sensors in descriptions, and which points each can serve. Gateway configurations use the same names.</summary>
internal static class SensorNames
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<PointKind>().Select(Of)];

    public static string Of(PointKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    public static PointKind Parse(string name) => Enum.Parse<PointKind>(name, ignoreCase: true);

    /// <summary>The first part of the point ids that it can serve.</summary>
    public static IReadOnlyList<string> PointsOf(PointKind kind) => kind switch
    {
        PointKind.Motion => ["desk", "room"],
        PointKind.Pad or PointKind.PowerMonitor => ["desk"],
        PointKind.PulseMeter => ["meter"],
        PointKind.LightBarriers => ["room"],
        PointKind.Climate => ["env"],
        _ => ["door"],
    };

    public static bool IsOnBus(PointKind kind) => kind is PointKind.PowerMonitor or PointKind.CardReader or PointKind.Climate;

    /// <summary>The chips that it can use.</summary>
    public static IReadOnlyList<ChipType> ChipsOf(PointKind kind) => kind switch
    {
        PointKind.PowerMonitor => PowerMonitorConfig.ChipTypes,
        PointKind.CardReader => CardReaderConfig.ChipTypes,
        _ => ClimateConfig.ChipTypes,
    };
}
