using OpcSpaces.Projections.Batches;

namespace OpcSpaces.Projections.Series;

/// <summary>
/// Which measurement a metric belongs to, by its name (design.md §5): <c>desk</c>, <c>room</c> → occupancy, <c>meter</c> →
/// energy, <c>door</c> → access, <c>env</c> → environment; what a gateway says of itself → gateway. The power that a desk or a
/// room draws is energy too, so that all watts of a zone stand in one place.
/// </summary>
internal static class MeasurementOf
{
    public const string Gateway = "gateway";

    /// <summary>Null for names that mean nothing here.</summary>
    public static string? Metric(string name)
    {
        if (MetricName.IsGateway(name))
            return Gateway;
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 || name.IndexOf('/', slash + 1) < 0 ? null : name.AsSpan(0, slash) switch
        {
            "desk" or "room" => name.EndsWith("/power", StringComparison.Ordinal) ? "energy" : "occupancy",
            "meter" => "energy",
            "door" => "access",
            "env" => "environment",
            _ => null,
        };
    }
}
