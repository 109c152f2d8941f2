using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>The part of a gateway's configuration that sensing needs.</summary>
internal sealed record SensingConfig(IReadOnlyList<ZoneConfig> Zones, BatchingConfig Batching, BadgesConfig Badges)
{
    /// <summary>Whether any sensor reads cards.</summary>
    public bool ReadsCards => Zones.Any(zone => zone.Points.Any(point => point.ReadsCards));

    /// <summary>Every metric that the sensors make, and the health of the sensors, with its zone.</summary>
    public IEnumerable<(string Device, string Name, SparkplugDataType DataType)> Metrics =>
        (from zone in Zones
         from point in zone.Points
         from metric in point.Metrics
         select (zone.Id, metric.At(point.Point), metric.Type.ToSparkplug())).Distinct()
        .Concat(Zones.Select(zone => (zone.Id, SensorTroubles.MetricName, SparkplugDataType.String)));
}
