using OpcSpaces.Points;

namespace OpcSpaces.Edge.Outbox;

/// <summary>What a metric measured.</summary>
public readonly record struct MetricReading(Metric Metric, Reading Reading)
{
    /// <param name="metric">What was measured.</param>
    /// <param name="timestampMs">The gateway's time in ms since 1970 UTC.</param>
    /// <param name="value">The value.</param>
    /// <param name="quality">One of <see cref="QualityCode"/>.</param>
    public MetricReading(Metric metric, long timestampMs, PointValue value, int quality = QualityCode.Good)
        : this(metric, new Reading(timestampMs, value, quality))
    {
    }

    public long TimestampMs => Reading.TimestampMs;

    public PointValue Value => Reading.Value;

    public int Quality => Reading.Quality;

    /// <summary>From this time on, until the next reading, nothing is known.</summary>
    public static MetricReading Unknown(Metric metric, long timestampMs) => new(metric, Reading.Unknown(timestampMs));
}
