using OpcSpaces.Points;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Batches;

/// <summary>
/// What one journaled birth means to one projection: for each of its metrics the projection's own point, or null for a metric that
/// the projection does not use.
/// </summary>
internal sealed class BirthTable<TPoint>
    where TPoint : class
{
    private readonly MetricFit?[] _fits;

    public BirthTable(BirthCertificate certificate, TPoint?[] points)
    {
        (Certificate, Points) = (certificate, points);
        _fits = [.. certificate.Metrics.Select(metric => points[metric.Index] is null ? null : MetricFit.Of(metric.Name, metric.DataType))];
    }

    public BirthCertificate Certificate { get; }

    /// <summary>By <see cref="BirthMetric.Index"/>.</summary>
    public TPoint?[] Points { get; }

    /// <summary>Reads a value of a data message; false when it is not one of the metric that the birth declared.</summary>
    public bool TryRead(in MetricView metric, BirthMetric birth, out PointValue value) =>
        ReadingValueReader.TryRead(metric, birth.DataType, out value) && _fits[birth.Index]?.TryFit(ref value) != false;

    /// <summary>Reads the value that a birth has; false when it is not one of the metric that it declares.</summary>
    public bool TryRead(BirthMetric birth, out PointValue value)
    {
        value = PointValue.Null;
        return birth.IsNull
            || (ReadingValueReader.TryRead(birth.Value, birth.DataType, out value) && _fits[birth.Index]?.TryFit(ref value) != false);
    }

    /// <summary>When a value of the birth was taken.</summary>
    public ReadingTime TimeOf(BirthMetric birth, long receivedMs) => Certificate.HasOutbox
        ? ReadingTime.OfGateway(birth.TimestampMs ?? Certificate.TimestampMs, birth.IsHistorical, receivedMs)
        : ReadingTime.OfForeign(birth.TimestampMs, Certificate.TimestampMs, birth.IsHistorical, receivedMs);
}
