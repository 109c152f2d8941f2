using System.Text.Json;
using Measured = OpcSpaces.Points.PointKind;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>What descriptions call the kinds of sensors, and which points each can serve; the same names as in a gateway's configuration.</summary>
internal static class SensorNames
{
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<PointKind>().Select(Of)];

    public static string Of(PointKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    public static PointKind Parse(string name) => Enum.Parse<PointKind>(name, ignoreCase: true);

    /// <summary>The first half of the point ids that it can serve.</summary>
    public static IReadOnlyList<string> PointsOf(PointKind kind) => kind switch
    {
        PointKind.Motion => [Measured.Desk.Name, Measured.Room.Name],
        PointKind.Pad or PointKind.PowerMonitor => [Measured.Desk.Name],
        PointKind.PulseMeter => [Measured.Meter.Name],
        PointKind.LightBarriers => [Measured.Room.Name],
        PointKind.Climate => [Measured.Environment.Name],
        _ => [Measured.Door.Name],
    };

    public static bool IsOnBus(PointKind kind) => kind is PointKind.PowerMonitor or PointKind.CardReader or PointKind.Climate;

    /// <summary>The chips that it can be.</summary>
    public static IReadOnlyList<string> ChipsOf(PointKind kind) => kind switch
    {
        PointKind.PowerMonitor => ["ina219"],
        PointKind.CardReader => ["mfrc522"],
        _ => ["scd4x", "bme280"],
    };
}
