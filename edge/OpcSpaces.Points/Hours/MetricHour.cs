namespace OpcSpaces.Points.Hours;

/// <summary>What the readings of one metric say about one hour of UTC.</summary>
/// <param name="StartMs">The beginning of the hour, in ms since 1970 UTC; a multiple of <see cref="LengthMs"/>.</param>
/// <param name="ObservedMs">For how long its value was known, in ms; 0 to 3,600,000. 0 for moments, which say nothing about the time between them.</param>
/// <param name="ActiveMs">For how long of that a place was in use (occupied, or with at least one person), in ms.</param>
/// <param name="Amount">By how much a register grew, in its unit; the number of moments; 0 for presence.</param>
public readonly record struct MetricHour(long StartMs, long ObservedMs, long ActiveMs, long Amount)
{
    public const long LengthMs = 3_600_000;

    /// <summary>The beginning of the hour of a time in ms since 1970 UTC.</summary>
    public static long StartOf(long ms) => ms - (ms % LengthMs);
}
