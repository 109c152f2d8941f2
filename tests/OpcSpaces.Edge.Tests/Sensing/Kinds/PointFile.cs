using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Tests.Sensing.Kinds;

/// <summary>Configuration files with one zone, whose points a test gives as JSON, one on each line from line 5 on.</summary>
internal static class PointFile
{
    public static string Text(params string[] points) => $$"""
        {
          "group": "hub", "gateway": "gw-1", "dataDirectory": "/data",
          "badges": { "keyFile": "/etc/opcspaces/badge-key", "timeZone": "Asia/Shanghai" },
          "zones": [ { "id": "hall", "points": [
        {{string.Join(",\n", points)}}
          ] } ]
        }
        """;

    public static GatewayConfig Read(params string[] points) => GatewayConfigFile.Parse(Text(points));

    /// <summary>The first point of a file without faults.</summary>
    public static T First<T>(params string[] points)
        where T : PointConfig => Assert.IsType<T>(Read(points).Zones[0].Points[0]);

    public static IReadOnlyList<SettingsFault> Faults(params string[] points) =>
        Assert.Throws<SettingsException>(() => Read(points)).Faults;

    /// <summary>The last of the points has a fault of this setting, named with its line; the others have none.</summary>
    public static void AssertFault(string setting, params string[] points)
    {
        var last = points.Length - 1;
        var faults = Faults(points);
        Assert.Contains(faults, fault => (fault.Path, fault.Line) == ($"zones[0].points[{last}].{setting}", 5 + last));
        Assert.All(faults, fault => Assert.StartsWith($"zones[0].points[{last}]", fault.Path, StringComparison.Ordinal));
    }
}
