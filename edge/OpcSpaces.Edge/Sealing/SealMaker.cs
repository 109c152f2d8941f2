using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;
using OpcSpaces.Points.Hours;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Sealing;

/// <summary>Puts the sums of one hour together.</summary>
/// <param name="startMs">The beginning of the hour, in ms since 1970 UTC.</param>
/// <param name="tallies">The sums of the log.</param>
/// <param name="expected">The settled hours of the places.</param>
/// <param name="throughMs">Up to which time the newest reading of a metric certainly holds.</param>
internal sealed class SealMaker(long startMs, HourTallies tallies, ExpectedHours expected, Func<Metric, long> throughMs)
{
    public SealedZone Make(SealedMetrics zone) => new(zone.Zone, Places(zone), Meters(zone), Doors(zone));

    // Two parts of an hour may add up to a little more than the hour.
    private static long Ms(double seconds) => Math.Clamp((long)Math.Round(seconds * 1000), 0, MetricHour.LengthMs);

    private SealedPlaces? Places(SealedMetrics zone)
    {
        var (points, hours) = Of(zone, MetricNature.Presence);
        if (points.Length == 0) return null;
        // What is expected follows from how long sensors were quiet, and that nobody knows when the clock was set.
        var isExpected = !tallies.IsUncertain(startMs);
        OccupiedHour[] settled = [.. points.Select(point => isExpected ? expected.Find(zone.Zone, point, startMs) : new OccupiedHour(startMs, 0, 0, 0, 0))];
        return new SealedPlaces(
            points, [.. hours.Select(hour => hour.ObservedMs)], [.. hours.Select(hour => hour.ActiveMs)],
            [.. settled.Select(hour => Ms(hour.KnownSeconds))], [.. settled.Select(hour => Ms(hour.ExpectedSeconds))],
            [.. settled.Select(hour => Ms(hour.LowSeconds))], [.. settled.Select(hour => Ms(hour.HighSeconds))]);
    }

    private SealedMeters? Meters(SealedMetrics zone)
    {
        var (points, hours) = Of(zone, MetricNature.Register);
        return points.Length == 0 ? null : new SealedMeters(points, [.. hours.Select(hour => hour.ObservedMs)], [.. hours.Select(hour => hour.Amount)]);
    }

    private SealedDoors? Doors(SealedMetrics zone)
    {
        var (points, hours) = Of(zone, MetricNature.Moment);
        return points.Length == 0 ? null : new SealedDoors(points, [.. hours.Select(hour => hour.Amount)]);
    }

    private (string[] Points, MetricHour[] Hours) Of(SealedMetrics zone, MetricNature nature) =>
        ([.. zone.With(nature).Select(it => it.Point)], [.. zone.With(nature).Select(it => tallies.HourAt(it.Metric, startMs, throughMs(it.Metric)))]);
}
