using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Benchmarks.Truth.Methods;

/// <summary>
/// Occupied from an activity until there was none for a fixed time, as most lighting sensors do. Activity is motion, and in a recording
/// without motion every active level (<see cref="RecordedRoom.RuleActivity"/>).
/// </summary>
/// <param name="Seconds">The hold-off.</param>
/// <param name="TakesTailBack">Whether the end is dated back to the last activity; at the end of a stretch too, because after it there is none.</param>
internal sealed record FixedHoldOff(int Seconds, bool TakesTailBack) : IPresenceMethod
{
    private const int GridSeconds = 30;
    private const int LongestSeconds = 2400;

    /// <summary>Detectors stay high for this long after the last movement, in s, so a stay that is dated back ends that much before a fall.</summary>
    public double DelaySeconds { get; init; }

    public string Name => TakesTailBack ? "tail_taken_back" : "hold_off";

    public IPresenceMethod Fit(RecordedRoom room) => BestOf([.. room.Stretches()], new MinuteTruth(room.Watched(), room.Occupied()));

    /// <summary>The hold-off from 30 to 2,400 s, in steps of 30 s, with the best settled F1: what somebody could choose who knew the truth.</summary>
    public FixedHoldOff BestOf(IReadOnlyList<RecordedRoom> stretches, MinuteTruth truth)
    {
        var activity = stretches.ToDictionary(stretch => stretch, ActivityOf);
        return Enumerable.Range(1, LongestSeconds / GridSeconds)
            .Select(step => this with { Seconds = step * GridSeconds })
            .MaxBy(method => TruthScores.Of(stretches, truth, stretch => method.Report(stretch, activity[stretch])).Settled.F1)!;
    }

    public override string ToString() => $"{Seconds} s";

    public IReadOnlyList<ReportedState> Report(RecordedRoom stretch) => Report(stretch, ActivityOf(stretch));

    private static List<Span> ActivityOf(RecordedRoom stretch) => [.. stretch.RuleActivity().OrderBy(span => span.FromMs)];

    private List<ReportedState> Report(RecordedRoom stretch, List<Span> activity)
    {
        var reported = new List<ReportedState>();
        var (last, moved, occupied) = (stretch.Rows[0].AtMs, stretch.Rows[0].AtMs, (bool?)null);
        var delayMs = stretch.HasMotion ? (long)(DelaySeconds * 1000) : 0;
        foreach (var span in activity.Append(new Span(stretch.EndMs, stretch.EndMs)))
        {
            if (occupied != false && span.FromMs >= last + (Seconds * 1000L))
            {
                var over = last + (Seconds * 1000L);
                reported.Add(new ReportedState(over, TakesTailBack ? moved : over, false));
                occupied = false;
            }

            if (span.FromMs >= stretch.EndMs) break;
            if (occupied != true) reported.Add(new ReportedState(span.FromMs, span.FromMs, true));
            (last, moved, occupied) = (Math.Max(last, span.ToMs), Math.Max(moved, Math.Max(span.FromMs, span.ToMs - delayMs)), true);
        }

        if (TakesTailBack && occupied != false && last < stretch.EndMs) reported.Add(new ReportedState(stretch.EndMs, moved, false));
        return reported;
    }
}
