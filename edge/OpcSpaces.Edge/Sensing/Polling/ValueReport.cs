using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Sensing.Polling;

/// <summary>
/// Reports one measured value by exception: when it has moved by its deadband, or when nothing was reported for so long that
/// silence could be taken for a fault. Belongs to one thread at a time.
/// </summary>
internal sealed class ValueReport(Metric metric, Action<MetricReading> report, TimeSpan slowest, TimeProvider time)
{
    private float? _reported;
    private long _reportedStamp;

    public void Offer(float value, double deadband, DateTimeOffset at)
    {
        if (_reported is { } before && Math.Abs(value - before) < deadband && time.GetElapsedTime(_reportedStamp) < slowest) return;
        (_reported, _reportedStamp) = (value, time.GetTimestamp());
        report(new MetricReading(metric, at.ToUnixTimeMilliseconds(), PointValue.Of(value)));
    }

    /// <summary>Unknown from now on, because the sensor is known to be broken.</summary>
    public void Lose(DateTimeOffset at)
    {
        _reported = null;
        report(new MetricReading(metric, at.ToUnixTimeMilliseconds(), PointValue.Null, QualityCode.Bad));
    }
}
