namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>Occupied from a motion until there was none for a fixed time; the end is dated back to the last motion.</summary>
/// <param name="Seconds">The fixed time.</param>
internal readonly record struct HoldOffRule(int Seconds)
{
    /// <summary>The rule that is fitted on nothing: five minutes.</summary>
    public static HoldOffRule Unfitted { get; } = new(300);

    /// <param name="motion">When something moved, in order.</param>
    /// <param name="endMs">The end of the time that is looked at.</param>
    public ReportedStays Report(IReadOnlyList<Span> motion, long endMs)
    {
        var (live, settled, holdMs) = (new List<Span>(), new List<Span>(), Seconds * 1000L);
        foreach (var span in motion)
        {
            if (settled.Count > 0 && span.FromMs < settled[^1].ToMs + holdMs) settled[^1] = settled[^1] with { ToMs = span.ToMs };
            else settled.Add(span);
        }

        foreach (var stay in settled) live.Add(stay with { ToMs = Math.Min(endMs, stay.ToMs + holdMs) });
        return new ReportedStays(live, settled, []);
    }

    /// <summary>The hold-off of one to forty minutes that would have been best in this place, known only afterwards.</summary>
    public static HoldOffRule InHindsight(IReadOnlyList<Span> motion, PlaceWeek week, Span watched) => Enumerable.Range(2, 79)
        .Select(step => new HoldOffRule(step * 30))
        .MaxBy(rule => MinuteScorer.Score([watched], week.Truth, rule.Report(motion, watched.ToMs).Settled).F1);
}
