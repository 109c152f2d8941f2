using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Plans;

namespace OpcSpaces.Model.Registry.Rules;

/// <summary>The plan: outlines that are simple, inside their floor and apart from each other, desks inside their zone, areas in m².</summary>
internal static class PlanRules
{
    private const double ToleranceMetres = 0.01;

    // A wall between two zones is often drawn twice.
    private const double OverlapSquareMetres = 0.05;
    private const double FeetPerMetreSquared = 10.7639;
    private const double SquareMetresPerMu = 2000.0 / 3;
    private const double UnitTolerance = 0.03;

    public static void Check(RegistryRows rows, RegistryFaults faults)
    {
        foreach (var community in rows.Of<CommunityFacts>())
        {
            if (community.SiteBoundary is { } boundary && PlanShapes.Fault(boundary.ToPolygon()) is { } fault)
                faults.At(community).Fault("siteBoundary", "the boundary", $"{fault}: draw it without crossings");
        }

        var floors = rows.Of<Floor>().ToDictionary(floor => $"{floor.Community}/{floor.Id}", floor => PlanShapes.Box((double)floor.WidthMetres, (double)floor.HeightMetres));
        var zones = new Dictionary<string, IPreparedGeometry>(StringComparer.Ordinal);
        foreach (var floor in rows.Of<Zone>().Where(zone => zone.Outline is not null).GroupBy(zone => $"{zone.Community}/{zone.Floor}"))
            Outlines(faults, floor, floors.GetValueOrDefault(floor.Key), zones);
        Desks(rows, faults, floors, zones);
        foreach (var fixture in rows.Of<Fixture>())
        {
            if (floors.TryGetValue($"{fixture.Community}/{fixture.Floor}", out var plan)
                && !Grown(plan).Contains(new Envelope((double)fixture.X, (double)(fixture.X + fixture.Width), (double)fixture.Y, (double)(fixture.Y + fixture.Height))))
                faults.At(fixture).Fault("x", $"it is not inside its floor, {Show(plan.EnvelopeInternal)}: move or shrink it");
        }

        Units(rows, faults);
    }

    private static void Outlines(RegistryFaults faults, IEnumerable<Zone> zones, Polygon? plan, Dictionary<string, IPreparedGeometry> shapes)
    {
        var drawn = new List<(Zone Zone, Polygon Polygon)>();
        foreach (var zone in zones)
        {
            var polygon = zone.Outline!.ToPolygon();
            if (PlanShapes.Fault(polygon) is { } fault)
            {
                faults.At(zone).Fault("outline", "the outline", $"{fault}: draw it without crossings");
                continue;
            }

            if (plan is not null && !Grown(plan).Contains(polygon.EnvelopeInternal))
                faults.At(zone).Fault("outline", Show(polygon.EnvelopeInternal), $"it is not inside its floor, {Show(plan.EnvelopeInternal)}: move or shrink it{Millimetres(polygon.EnvelopeInternal, plan)}");
            drawn.Add((zone, polygon));
            shapes[$"{zone.Community}/{zone.Id}"] = PreparedGeometryFactory.Prepare(polygon.Buffer(ToleranceMetres));
        }

        var tree = new STRtree<int>();
        foreach (var (i, (_, polygon)) in drawn.Index()) tree.Insert(polygon.EnvelopeInternal, i);
        foreach (var (i, (zone, polygon)) in drawn.Index())
        {
            foreach (var other in tree.Query(polygon.EnvelopeInternal).Where(other => other < i).Order())
            {
                if (polygon.Intersects(drawn[other].Polygon) && polygon.Intersection(drawn[other].Polygon).Area is > OverlapSquareMetres and var area)
                    faults.At(zone).Fault("outline", Show(polygon.EnvelopeInternal), string.Create(CultureInfo.InvariantCulture, $"it overlaps zone {drawn[other].Zone.Id} by {area:0.##} m²: move or shrink one of them"));
            }
        }
    }

    private static void Desks(RegistryRows rows, RegistryFaults faults, Dictionary<string, Polygon> floors, Dictionary<string, IPreparedGeometry> zones)
    {
        foreach (var desk in rows.Of<Desk>())
        {
            var place = PlanShapes.ToPoint(desk.X, desk.Y);
            var at = string.Create(CultureInfo.InvariantCulture, $"x {desk.X:0.###}, y {desk.Y:0.###}");
            if (zones.TryGetValue($"{desk.Community}/{desk.Zone}", out var zone))
            {
                if (!zone.Covers(place)) faults.At(desk).Fault("x", at, $"it is not inside its zone {desk.Zone}, {Show(zone.Geometry.EnvelopeInternal)}: move it{Millimetres(place.EnvelopeInternal, zone.Geometry)}");
            }
            else if (rows.Find<Zone>($"{desk.Community}/{desk.Zone}") is { } known && floors.TryGetValue($"{desk.Community}/{known.Floor}", out var plan) && !Grown(plan).Contains(place.Coordinate))
            {
                faults.At(desk).Fault("x", at, $"it is not inside its floor, {Show(plan.EnvelopeInternal)}: move it{Millimetres(place.EnvelopeInternal, plan)}");
            }
        }
    }

    private static void Units(RegistryRows rows, RegistryFaults faults)
    {
        foreach (var difference in AreaDifference.All(rows))
        {
            var ratio = (double)(difference.Declared.SquareMetres / difference.PlanSquareMetres);
            var unit = Near(ratio, FeetPerMetreSquared) ? "square feet (1 m² = 10.764 ft²)" : Near(ratio, 1 / SquareMetresPerMu) ? "mu (1 mu = 666.67 m²)" : null;
            if (unit is not null)
                faults.At(difference.Declared).Fault("squareMetres", string.Create(CultureInfo.InvariantCulture, $"the outline has {difference.PlanSquareMetres:0.##} m², so this looks like {unit}: write m²"));
        }
    }

    private static bool Near(double ratio, double unit) => Math.Abs((ratio / unit) - 1) < UnitTolerance;

    private static string Millimetres(Envelope where, Geometry around) =>
        around.EnvelopeInternal is { MaxX: > 0, MaxY: > 0 } box && new Envelope(where.MinX / 1000, where.MaxX / 1000, where.MinY / 1000, where.MaxY / 1000) is var metres
            && box.Contains(metres) && where.MaxX > 100 ? " (this looks like millimetres: write metres)" : "";

    private static Envelope Grown(Polygon plan)
    {
        var box = plan.EnvelopeInternal.Copy();
        box.ExpandBy(ToleranceMetres);
        return box;
    }

    private static string Show(Envelope box) =>
        string.Create(CultureInfo.InvariantCulture, $"x {box.MinX:0.##} to {box.MaxX:0.##}, y {box.MinY:0.##} to {box.MaxY:0.##}");
}
