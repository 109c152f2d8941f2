using OpcSpaces.Benchmarks.Truth.Methods;
using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Benchmarks.Truth;

/// <summary>One recording: the agent as it comes, beside two rules that hold a fixed time and take their tail back.</summary>
/// <param name="Name">The recording.</param>
/// <param name="Edge">The agent.</param>
/// <param name="Hours">Its intervals.</param>
/// <param name="Rule">Five minutes, fitted on nothing.</param>
/// <param name="BestSeconds">The best hold-off for this recording, in s; known only in hindsight.</param>
/// <param name="Best">That hold-off.</param>
internal sealed record RecordingResult(string Name, TruthScores Edge, HourScores Hours, TruthScores Rule, int BestSeconds, TruthScores Best)
{
    public long OccupiedMinutes => Edge.Settled.Hits + Edge.Settled.Misses;

    public double F1MinusRule => Edge.Settled.F1 - Rule.Settled.F1;

    public double F1MinusHindsight => Edge.Settled.F1 - Best.Settled.F1;

    /// <summary>The agent without the columns whose values are weak evidence only; null where there are none.</summary>
    public SensedRecording? Without { get; init; }

    /// <summary>These columns.</summary>
    public IReadOnlyList<string> WeakColumns { get; init; } = [];

    /// <summary>By how much they raise the settled F1, in points; null where there are none.</summary>
    public double? F1OfWeakColumns => Edge.Settled.F1 - Without?.Scores.Settled.F1;

    public static RecordingResult Of(RecordedRoom room, PlaySettings settings)
    {
        var (stretches, truth) = (room.Stretches().ToList(), new MinuteTruth(room.Watched(), room.Occupied()));
        var sensed = SensedRecording.Of(room, settings);
        var rule = FixedHoldOff.FiveMinutes with { DelaySeconds = settings.DelaySeconds ?? 0 };
        var best = rule.BestOf(stretches, truth);
        return new RecordingResult(room.Name, sensed.Scores, sensed.Hours, TruthScores.Of(stretches, truth, rule.Report), best.Seconds, TruthScores.Of(stretches, truth, best.Report))
        {
            WeakColumns = [.. room.WeakColumns],
            Without = room.WeakColumns.Any() ? SensedRecording.Of(room.WithoutWeak(), settings) : null,
        };
    }
}
