namespace OpcSpaces.Storage.Series;

/// <summary>Equal parts of a time, in which a series is summarised.</summary>
/// <param name="FromNs">The beginning of the first part; ns since 1970 UTC.</param>
/// <param name="StepNs">The length of each part; 1 ns or more.</param>
/// <param name="Count">How many parts.</param>
public readonly record struct SeriesGrid(long FromNs, long StepNs, int Count)
{
    internal const long HourNs = 3_600_000_000_000;

    /// <summary>The end of the last part, exclusive.</summary>
    public long EndNs => FromNs + (StepNs * Count);

    /// <summary>Whether every hour of UTC lies in one part.</summary>
    internal bool HasWholeHours => StepNs % HourNs == 0 && FromNs % HourNs == 0;

    /// <summary>The part of a time that is in the grid.</summary>
    public int IndexOf(long timeNs) => (int)((timeNs - FromNs) / StepNs);

    /// <summary>The beginning of a part; ns since 1970 UTC.</summary>
    public long StartNs(int index) => FromNs + (StepNs * index);

    internal static long HourOf(long timeNs) => timeNs - (((timeNs % HourNs) + HourNs) % HourNs);
}
