namespace OpcSpaces.Edge.Testing.Truth;

/// <summary>The numbers of right and wrong minutes. Scores can be added.</summary>
/// <param name="Hits">Occupied, and reported as occupied.</param>
/// <param name="FalseAlarms">Empty, but reported as occupied.</param>
/// <param name="Misses">Occupied, but not reported as occupied.</param>
/// <param name="Minutes">All minutes that were compared.</param>
internal readonly record struct MinuteScore(long Hits, long FalseAlarms, long Misses, long Minutes)
{
    /// <summary>Harmonic mean of precision and recall, in percent; 100 when nobody was there and nobody was reported.</summary>
    public double F1 => Hits + FalseAlarms + Misses == 0 ? 100 : 200.0 * Hits / ((2 * Hits) + FalseAlarms + Misses);

    /// <summary>Reported minus true occupied time, in percent of the true time.</summary>
    public double BiasPercent => 100.0 * (FalseAlarms - Misses) / Math.Max(1, Hits + Misses);

    public static MinuteScore operator +(MinuteScore a, MinuteScore b) =>
        new(a.Hits + b.Hits, a.FalseAlarms + b.FalseAlarms, a.Misses + b.Misses, a.Minutes + b.Minutes);
}
