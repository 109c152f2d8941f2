using OpcSpaces.Api.Rights;
using OpcSpaces.Model.Access;
using OpcSpaces.Points;

namespace OpcSpaces.Api.Series;

/// <summary>Which right reads which series.</summary>
internal static class SeriesRights
{
    /// <summary>The rights of which one is enough for some series.</summary>
    public static readonly Right[] Some = [Right.ReadDeskUsage, Right.ReadUsage, Right.ReadSeries];

    private static readonly AccessRule OfPersons = new(AccessKind.Right, Right.ReadDeskUsage);
    private static readonly AccessRule OfThings = new(AccessKind.Right, Right.ReadUsage, Right.ReadSeries);

    /// <summary>The rule of one series. What happens at a desk, in a room, or at a door says when a person was there.</summary>
    public static AccessRule Of(PointMetric metric, string point) =>
        (PointKind.Meter.Has(point) || PointKind.Environment.Has(point)) && metric.Nature is MetricNature.Register or MetricNature.Gauge ? OfThings : OfPersons;
}
