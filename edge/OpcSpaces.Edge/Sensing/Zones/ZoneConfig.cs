using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>One zone (a Sparkplug device) and the sensors in it that this gateway reads.</summary>
public sealed record ZoneConfig
{
    public required string Id { get; init; }

    /// <summary>One entry for each sensor.</summary>
    public required IReadOnlyList<PointConfig> Points { get; init; }

    internal static ZoneConfig From(SettingsSection zone, SensorKinds kinds) => new()
    {
        Id = zone.RequiredText("id"),
        Points = zone.Parts("points", kinds.Read),
    };
}
