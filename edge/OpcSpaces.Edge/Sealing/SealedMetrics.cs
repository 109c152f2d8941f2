using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Points;
using OpcSpaces.Points.Hours;

namespace OpcSpaces.Edge.Sealing;

/// <summary>The metrics of one zone that seals have sums of, with the points' ids, in the order of the configuration.</summary>
internal sealed class SealedMetrics
{
    private readonly List<(string Point, MetricNature Nature, Metric Metric)> _all;

    private SealedMetrics(string zone, List<(string Point, MetricNature Nature, Metric Metric)> all) => (Zone, _all) = (zone, all);

    public string Zone { get; }

    /// <param name="config">The zones and their points.</param>
    /// <param name="metricOf">The metric of a zone, by its full name.</param>
    public static IReadOnlyList<SealedMetrics> Of(SensingConfig config, Func<string, string, Metric> metricOf) =>
        [.. config.Metrics.GroupBy(it => it.Device).Select(zone => new SealedMetrics(zone.Key, [.. Of(zone.Select(it => metricOf(zone.Key, it.Name)))]))];

    public IEnumerable<(string Point, Metric Metric)> With(MetricNature nature) =>
        _all.Where(it => it.Nature == nature).Select(it => (it.Point, it.Metric));

    // A room whose people are counted beside other sensors has two metrics of presence. Then it is occupied when all sensors together say so.
    private static IEnumerable<(string Point, MetricNature Nature, Metric Metric)> Of(IEnumerable<Metric> metrics) =>
        from metric in metrics
        let known = PointMetric.Find(metric.Name)
        where known is not null && MetricTally.Counts(known.Nature)
        group (metric, known) by (MetricName.Parse(metric.Name).Point, known.Nature) into same
        let first = same.MinBy(it => it.known == PointMetric.Occupied ? 0 : 1)
        select (same.Key.Point, same.Key.Nature, first.metric);
}
