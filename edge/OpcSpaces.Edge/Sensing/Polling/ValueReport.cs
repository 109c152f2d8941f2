using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>
/// Reports one measured value when it has changed by at least its deadband, or when the last report is old. Used by one thread at a
/// time.
/// </summary>
internal sealed class ValueReport(Metric metric, Action<MetricReading> report, TimeSpan slowest, TimeProvider time)
{
    private float? _reported;
    private long _reportedStamp;

    /// <summary>Takes a new value, and reports it if necessary.</summary>
    public void Offer(float value, double deadband, DateTimeOffset at)
    {
        if (_reported is { } before && Math.Abs(value - before) < deadband && time.GetElapsedTime(_reportedStamp) < slowest) return;
        (_reported, _reportedStamp) = (value, time.GetTimestamp());
        report(new MetricReading(metric, at.ToUnixTimeMilliseconds(), PointValue.Of(value)));
    }

    /// <summary>The value is unknown from now on, because the sensor is known to be broken.</summary>
    public void Lose(DateTimeOffset at)
    {
        _reported = null;
        report(new MetricReading(metric, at.ToUnixTimeMilliseconds(), PointValue.Null, QualityCode.Bad));
    }
}
