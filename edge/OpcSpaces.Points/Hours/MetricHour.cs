namespace OpcSpaces.Points.Hours;

/// <summary>What the readings of one metric say about one hour.</summary>
/// <param name="StartMs">The beginning of the hour, in ms since 1970 UTC.</param>
/// <param name="ObservedMs">For how long its value was known, in ms; 0 to 3,600,000. 0 for moments, which say nothing about the time between them.</param>
/// <param name="ActiveMs">For how long of that a place was in use (occupied, or with at least one person), in ms.</param>
/// <param name="Amount">By how much a register grew, in its unit; the number of moments; 0 for presence and gauges.</param>
public readonly record struct MetricHour(long StartMs, long ObservedMs, long ActiveMs, long Amount)
{
    public const long LengthMs = 3_600_000;

    /// <summary>How much of <see cref="Amount"/> a register grew over a time in which it was unknown.</summary>
    public long Unplaced { get; init; }

    /// <summary>A gauge's values, each multiplied with the ms that it held: divided by <see cref="ObservedMs"/> it is the mean.</summary>
    public double Integral { get; init; }

    /// <summary>The beginning of the first use, in ms of the hour; 0 where there was none.</summary>
    public int FirstActiveMs { get; init; }

    /// <summary>The end of the last use, in ms of the hour; 0 where there was none.</summary>
    public int LastActiveMs { get; init; }

    /// <summary>The beginning of the hour of a time in ms since 1970 UTC.</summary>
    /// <param name="ms">The time.</param>
    /// <param name="phaseMs">When hours begin, in ms after those of UTC; 0 to 3,599,999.</param>
    public static long StartOf(long ms, int phaseMs = 0) => ms - ((ms - phaseMs) % LengthMs);

    /// <summary>The sum with another part of the same hour, which came later.</summary>
    public MetricHour With(in MetricHour later) => new(StartMs, ObservedMs + later.ObservedMs, ActiveMs + later.ActiveMs, Amount + later.Amount)
    {
        Unplaced = Unplaced + later.Unplaced,
        Integral = Integral + later.Integral,
        FirstActiveMs = ActiveMs > 0 ? FirstActiveMs : later.FirstActiveMs,
        LastActiveMs = later.ActiveMs > 0 ? later.LastActiveMs : LastActiveMs,
    };
}
