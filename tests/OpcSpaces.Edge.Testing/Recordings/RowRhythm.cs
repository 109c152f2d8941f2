namespace OpcSpaces.Edge.Testing.Recordings;

/// <summary>
/// How the rows of a recording follow each other, and so where it has gaps. A recording is <b>regular</b> when it has at least
/// <see cref="FewestSteps"/> steps from row to row, at least <see cref="UsualShare"/> of them last as long as the median step (to
/// within a tenth of it, or a second), and that is at most <see cref="LongestRowMs"/>. Then a step of more than
/// <see cref="RowsPerGap"/> usual ones is a gap, about which nothing is known, and after a step of more than five minutes and five
/// rows the recording counts as begun anew. Every other recording consists of <b>events</b>: a row is written when something changes,
/// holds until the next row however late that is, and the last row ends the recording. Pulses of one length do not make a recording
/// regular, because at most every second step is a pulse.
/// </summary>
/// <param name="RowMs">The usual step of a regular recording in ms; null for events.</param>
internal readonly record struct RowRhythm(long? RowMs)
{
    public const int FewestSteps = 8;
    public const double UsualShare = 0.6;
    public const long LongestRowMs = 15 * 60_000;
    public const double RowsPerGap = 2.5;

    private const long LongestGapMs = 5 * 60_000;
    private const int RowsPerLongGap = 5;
    private const long SmallestTolerance = 1000;

    /// <summary>From the times of all rows, in order.</summary>
    public static RowRhythm Of(IEnumerable<long> timesMs)
    {
        var times = timesMs.ToList();
        var steps = times.Zip(times.Skip(1), (a, b) => b - a).Order().ToList();
        if (steps.Count < FewestSteps) return new RowRhythm(null);
        var median = steps[steps.Count / 2];
        var tolerance = Math.Max(SmallestTolerance, median / 10);
        var usual = steps.Count(step => Math.Abs(step - median) <= tolerance);
        return new RowRhythm(median is > 0 and <= LongestRowMs && usual >= UsualShare * steps.Count ? median : null);
    }

    /// <summary>How long a row holds before the next one, which comes after this step; null for the last row.</summary>
    public long HoldsMs(long? stepMs) => RowMs is { } row
        ? stepMs is { } step && step <= RowsPerGap * row ? step : row
        : stepMs ?? 0;

    /// <summary>Whether the state before this step says nothing about the time after it.</summary>
    public bool IsLongGap(long stepMs) => RowMs is { } row && stepMs > Math.Max(LongestGapMs, RowsPerLongGap * row);
}
