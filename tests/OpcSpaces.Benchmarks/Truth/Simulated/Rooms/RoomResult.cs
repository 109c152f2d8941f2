using OpcSpaces.Benchmarks.Truth.Methods;

namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>One simulated room: the agent's sensing beside the rules.</summary>
/// <param name="Place">The room.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Agent">The agent's sensing with its defaults and the delay of the detector.</param>
/// <param name="Rule">The five-minute rule.</param>
/// <param name="Hindsight">The best hold-off of this room.</param>
/// <param name="BestSeconds">That hold-off, in s.</param>
/// <param name="Hours">The intervals of the agent's hours.</param>
internal sealed record RoomResult(Place Place, string Kind, TruthScores Agent, TruthScores Rule, TruthScores Hindsight, int BestSeconds, HourScores Hours)
{
    // Below this, F1 says little: one false minute in an unused room makes it 0.
    private const int LeastOccupiedMinutes = 60;

    public bool IsUsed => Agent.Settled.Hits + Agent.Settled.Misses >= LeastOccupiedMinutes;

    public double MinusRule => Agent.Settled.F1 - Rule.Settled.F1;

    public double MinusHindsight => Agent.Settled.F1 - Hindsight.Settled.F1;

    public static RoomResult Of(PlaceWeek week, string kind, RecordedMotion motion, Span watched)
    {
        var rule = FixedHoldOff.FiveMinutes with { DelaySeconds = motion.DelayMs / 1000.0 };
        var best = rule.BestOf(motion.High, watched, week.Truth);
        return new RoomResult(week.Place, kind, week.Score(watched), Score(rule), Score(best), best.Seconds, week.ScoreHours(motion.IsWithin));

        TruthScores Score(FixedHoldOff method) => (week with { Reported = method.Stays(motion.High, watched) }).Score(watched);
    }
}
