using OpcSpaces.Model.Access;
using OpcSpaces.Points;

namespace OpcSpaces.Api.Series;

/// <summary>Which right reads which series.</summary>
internal static class SeriesRights
{
    /// <summary>The rights of which one is enough for some series.</summary>
    public static readonly Right[] Some = [Right.ReadDeskUsage, Right.ReadUsage, Right.ReadSeries];

    /// <summary>The rights of which one is enough. What happens at a desk, in a room, or at a door says when a person was there.</summary>
    public static IReadOnlyList<Right> Of(PointMetric metric, string point) =>
        PointKind.Of(point) is { } kind && (kind == PointKind.Meter || kind == PointKind.Environment) && metric.Nature is MetricNature.Register or MetricNature.Gauge
            ? [Right.ReadUsage, Right.ReadSeries]
            : [Right.ReadDeskUsage];
}
