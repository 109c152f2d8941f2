using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>
/// Stands for an entry of a file whose kind of sensor is unknown, so that the entries after it keep their index in fault paths.
/// A configuration with such an entry has a fault and is never used.
/// </summary>
internal sealed record UnreadableConfig : PointConfig
{
    internal override SensorKind Kind { get; } = new("unreadable", _ => new UnreadableConfig { Point = "" });

    internal override IReadOnlyList<PointKind> PointKinds => [];

    internal override IReadOnlyList<PointMetric> Metrics => [];

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
    }

    internal override ISensor Build(ISensorContext context) => throw new InvalidOperationException("An entry that could not be read has no sensor.");
}
