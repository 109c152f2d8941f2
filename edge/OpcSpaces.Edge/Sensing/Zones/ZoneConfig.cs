using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>One zone (a Sparkplug device) and the points in it that this gateway measures.</summary>
public sealed record ZoneConfig
{
    public required string Id { get; init; }

    public required IReadOnlyList<PointConfig> Points { get; init; }

    internal static ZoneConfig From(SettingsSection zone) => new()
    {
        Id = zone.RequiredText("id"),
        Points = zone.Parts("points", SensorKinds.From),
    };
}
