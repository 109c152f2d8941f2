using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;
using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.Model.Registry.Plans;

/// <summary>Outlines as geometry.</summary>
internal static class PlanShapes
{
    private static readonly GeometryFactory Factory = NtsGeometryServices.Instance.CreateGeometryFactory();

    public static Polygon ToPolygon(this Outline outline)
    {
        var rings = outline.Rings.Select(ring => Factory.CreateLinearRing([.. ring.Append(ring[0]).Select(corner => new Coordinate((double)corner.X, (double)corner.Y))])).ToArray();
        return Factory.CreatePolygon(rings[0], rings[1..]);
    }

    public static Point ToPoint(decimal x, decimal y) => Factory.CreatePoint(new Coordinate((double)x, (double)y));

    public static Polygon Box(double width, double height) => (Polygon)Factory.ToGeometry(new Envelope(0, width, 0, height));

    /// <summary>What is wrong with a polygon and where, such as a crossing of itself; null when it is simple.</summary>
    public static string? Fault(Polygon polygon)
    {
        var check = new IsValidOp(polygon);
        if (check.IsValid) return null;
        var error = check.ValidationError;
        var what = error.ErrorType switch
        {
            TopologyValidationErrors.SelfIntersection or TopologyValidationErrors.RingSelfIntersection => "it crosses itself",
            TopologyValidationErrors.HoleOutsideShell => "a hole lies outside of it",
            TopologyValidationErrors.NestedHoles => "a hole lies in another hole",
            TopologyValidationErrors.DisconnectedInteriors => "its holes cut it into pieces",
            _ => error.Message,
        };
        return FormattableString.Invariant($"{what} near x {error.Coordinate.X:0.###}, y {error.Coordinate.Y:0.###}");
    }
}
