namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>One simulated room: the agent's sensing beside the rules.</summary>
/// <param name="Place">The room.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Agent">The agent's sensing with its defaults and the delay of the detector.</param>
/// <param name="Rule">The five-minute rule.</param>
/// <param name="Hindsight">The best hold-off of this room.</param>
/// <param name="BestSeconds">That hold-off, in s.</param>
/// <param name="Hours">The intervals of the agent's hours.</param>
internal sealed record RoomResult(Place Place, string Kind, TruthScores Agent, TruthScores Rule, TruthScores Hindsight, int BestSeconds, HourScore Hours)
{
    // Below this, F1 says little: one false minute in an unused room makes it 0.
    private const int LeastOccupiedMinutes = 60;

    public bool IsUsed => Agent.Settled.Hits + Agent.Settled.Misses >= LeastOccupiedMinutes;

    public double MinusRule => Agent.Settled.F1 - Rule.Settled.F1;

    public double MinusHindsight => Agent.Settled.F1 - Hindsight.Settled.F1;

    public static RoomResult Of(PlaceWeek week, string kind, RecordedMotion motion, Span watched)
    {
        var best = HoldOffRule.InHindsight(motion, week, watched);
        var hours = new HourScore();
        hours.Add(week, motion);
        return new RoomResult(week.Place, kind, week.Score(watched), Score(HoldOffRule.Unfitted), Score(best), best.Seconds, hours);

        TruthScores Score(HoldOffRule rule) => (week with { Reported = rule.Report(motion, watched.ToMs) }).Score(watched);
    }
}
