namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>
/// Occupied from a motion until the detector was low for a fixed time; the end is dated back to the last movement, which was the
/// delay of the detector before it fell.
/// </summary>
/// <param name="Seconds">The fixed time.</param>
internal readonly record struct HoldOffRule(int Seconds)
{
    /// <summary>The rule that is fitted on nothing: five minutes.</summary>
    public static HoldOffRule Unfitted { get; } = new(300);

    /// <param name="motion">What the detector recorded.</param>
    /// <param name="endMs">The end of the time that is looked at.</param>
    public ReportedStays Report(RecordedMotion motion, long endMs)
    {
        var (live, settled, holdMs) = (new List<Span>(), new List<Span>(), Seconds * 1000L);
        foreach (var high in motion.High)
        {
            var (shown, stay) = (high with { ToMs = Math.Min(endMs, high.ToMs + holdMs) }, high with { ToMs = motion.LastMovementMs(high) });
            if (live.Count > 0 && high.FromMs < live[^1].ToMs)
            {
                live[^1] = live[^1] with { ToMs = shown.ToMs };
                settled[^1] = settled[^1] with { ToMs = stay.ToMs };
            }
            else
            {
                live.Add(shown);
                settled.Add(stay);
            }
        }

        return new ReportedStays(live, settled, []);
    }

    /// <summary>The hold-off of one to forty minutes that would have been best in this place, known only afterwards.</summary>
    public static HoldOffRule InHindsight(RecordedMotion motion, PlaceWeek week, Span watched) => Enumerable.Range(2, 79)
        .Select(step => new HoldOffRule(step * 30))
        .MaxBy(rule => MinuteScorer.Score([watched], week.Truth, rule.Report(motion, watched.ToMs).Settled).F1);
}
