namespace OpcSpaces.Points;

/// <summary>What was measured: the gateway's time in ms since 1970 UTC, the value, and one of <see cref="QualityCode"/>.</summary>
public readonly record struct Reading(long TimestampMs, PointValue Value, int Quality = QualityCode.Good)
{
    /// <summary>From this time on, until the next reading, nothing is known.</summary>
    public static Reading Unknown(long timestampMs) => new(timestampMs, PointValue.Null, QualityCode.Stale);
}
