using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Outbox;

/// <summary>What a point measured, with the gateway's time in ms since 1970 UTC and one of <see cref="SparkplugQuality"/>.</summary>
public readonly record struct Reading(Metric Metric, long TimestampMs, ReadingValue Value, int Quality = SparkplugQuality.Good)
{
    /// <summary>The value is unknown from this time on, until the next reading.</summary>
    public static Reading Unknown(Metric metric, long timestampMs) =>
        new(metric, timestampMs, ReadingValue.Null, SparkplugQuality.Stale);
}
