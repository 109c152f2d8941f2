using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>The rules for the zones of a gateway and the points in them: ids that can stand in topics, one sensor per pin, one sensor per metric.</summary>
internal static class ZoneRules
{
    /// <param name="rules">Takes the faults.</param>
    /// <param name="zones">The zones of one gateway.</param>
    /// <param name="wires">What else uses the gateway's wires is in it already.</param>
    public static void Check(SettingsRules rules, IReadOnlyList<ZoneConfig> zones, WireRules wires)
    {
        if (zones.Count == 0) rules.Fault("zones", "[]", "add at least one zone");
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, zone) in zones.Index())
        {
            var at = rules.At($"zones[{index}]");
            at.Id("id", zone.Id);
            at.Unique("id", zone.Id, ids, "zone");
            CheckPoints(at, zone.Points, wires);
        }
    }

    private static void CheckPoints(SettingsRules rules, IReadOnlyList<PointConfig> points, WireRules wires)
    {
        var spellings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var makers = new Dictionary<string, string>();
        var zone = new ZonePoints(points);
        foreach (var (index, point) in points.Index())
        {
            if (point is UnreadableConfig) continue;
            var at = rules.At($"points[{index}]");
            CheckId(at, point, spellings);
            CheckMetrics(at, point, makers);
            point.CheckWires(at, wires);
            point.Check(at, zone);
        }
    }

    private static void CheckId(SettingsRules rules, PointConfig point, Dictionary<string, string> spellings)
    {
        if (PointId.Fault(point.Point, point.PointKinds) is { } fix) rules.Fault("point", $"\"{point.Point}\"", PointId.Fault(point.Point) is null ? $"this sensor measures another kind of point: {fix}" : fix);
        if (!spellings.TryAdd(point.Point, point.Point) && spellings[point.Point] != point.Point)
            rules.Fault("point", $"\"{point.Point}\"", $"\"{spellings[point.Point]}\" differs only by case: write both the same, or rename one");
    }

    // Presence is the one metric that several sensors make together.
    private static void CheckMetrics(SettingsRules rules, PointConfig point, Dictionary<string, string> makers)
    {
        foreach (var name in point.Metrics.Where(metric => metric != PointMetric.Occupied).Select(metric => metric.At(point.Point)))
        {
            if (makers.TryAdd(name, rules.Path)) continue;
            rules.Fault("point", $"\"{point.Point}\"", $"{makers[name]} makes {name} already: rename one point of this zone");
            return;
        }
    }
}
