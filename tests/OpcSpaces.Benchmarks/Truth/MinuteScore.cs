namespace OpcSpaces.Benchmarks.Truth;

/// <summary>Minutes that were told rightly and wrongly; sums of scores are scores.</summary>
/// <param name="Hits">Occupied, and said so.</param>
/// <param name="FalseAlarms">Empty, and said to be occupied.</param>
/// <param name="Misses">Occupied, and not said so.</param>
/// <param name="Minutes">All that were judged.</param>
internal readonly record struct MinuteScore(long Hits, long FalseAlarms, long Misses, long Minutes)
{
    /// <summary>Harmonic mean of precision and recall, in percent; 100 where nobody was and nobody was seen.</summary>
    public double F1 => Hits + FalseAlarms + Misses == 0 ? 100 : 200.0 * Hits / ((2 * Hits) + FalseAlarms + Misses);

    /// <summary>How much more occupied time was told than there was, in percent of what there was.</summary>
    public double BiasPercent => 100.0 * (FalseAlarms - Misses) / Math.Max(1, Hits + Misses);

    public static MinuteScore operator +(MinuteScore a, MinuteScore b) =>
        new(a.Hits + b.Hits, a.FalseAlarms + b.FalseAlarms, a.Misses + b.Misses, a.Minutes + b.Minutes);
}
