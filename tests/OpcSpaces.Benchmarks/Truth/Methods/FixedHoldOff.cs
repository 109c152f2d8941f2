using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Benchmarks.Truth.Methods;

/// <summary>
/// A hold-off: occupied from an activity on until nothing was active for a fixed time. With the tail taken back, the end is dated back
/// to the last activity once the time has passed, as lighting sensors do. Activity is motion, and in a recording
/// without motion every active level (<see cref="RecordedRoom.RuleActivity"/>).
/// </summary>
/// <param name="Seconds">The hold-off.</param>
/// <param name="TakesTailBack">Whether the end is dated back to the last activity; at the end of a stretch too, because after it there is none.</param>
internal sealed record FixedHoldOff(int Seconds, bool TakesTailBack) : IPresenceMethod
{
    private const int GridSeconds = 30;
    private const int LongestSeconds = 2400;

    /// <summary>The rule that is fitted on nothing: five minutes, with the tail taken back.</summary>
    public static FixedHoldOff FiveMinutes { get; } = new(300, true);

    /// <summary>Detectors stay high for this long after the last movement, in s, so a stay that is dated back ends that much before a fall.</summary>
    public double DelaySeconds { get; init; }

    public string Name => TakesTailBack ? "tail_taken_back" : "hold_off";

    public IPresenceMethod Fit(RecordedRoom room) => BestOf([.. room.Stretches()], new MinuteTruth(room.Watched(), room.Occupied()));

    /// <summary>The hold-off from 30 to 2,400 s, in steps of 30 s, with the best settled F1: what somebody could choose who knew the truth.</summary>
    public FixedHoldOff BestOf(IReadOnlyList<RecordedRoom> stretches, MinuteTruth truth)
    {
        var activity = stretches.ToDictionary(stretch => stretch, ActivityOf);
        return Best(method => TruthScores.Of(stretches, truth, stretch => method.Report(activity[stretch], WatchedOf(stretch), stretch.HasMotion)).Settled.F1);
    }

    /// <inheritdoc cref="BestOf(IReadOnlyList{RecordedRoom}, MinuteTruth)"/>
    /// <param name="motion">When the detector was high, in order.</param>
    /// <param name="watched">The time that is looked at.</param>
    /// <param name="truth">When somebody was there.</param>
    public FixedHoldOff BestOf(IReadOnlyList<Span> motion, Span watched, IReadOnlyList<Span> truth)
    {
        var minutes = new MinuteTruth([watched], truth);
        return Best(method => minutes.Score(method.Stays(motion, watched).Settled).F1);
    }

    public IReadOnlyList<ReportedState> Report(RecordedRoom stretch) => Report(ActivityOf(stretch), WatchedOf(stretch), stretch.HasMotion);

    /// <summary>The stays of a place with one motion detector.</summary>
    /// <inheritdoc cref="BestOf(IReadOnlyList{Span}, Span, IReadOnlyList{Span})"/>
    public ReportedStays Stays(IReadOnlyList<Span> motion, Span watched) => ReportedStays.Of(Report(motion, watched, isMotion: true), watched.FromMs, watched.ToMs);

    public override string ToString() => $"{Seconds} s";

    private static Span WatchedOf(RecordedRoom stretch) => new(stretch.Rows[0].AtMs, stretch.EndMs);

    private static List<Span> ActivityOf(RecordedRoom stretch) => [.. stretch.RuleActivity().OrderBy(span => span.FromMs)];

    private FixedHoldOff Best(Func<FixedHoldOff, double> f1) =>
        Enumerable.Range(1, LongestSeconds / GridSeconds).Select(step => this with { Seconds = step * GridSeconds }).MaxBy(f1)!;

    private List<ReportedState> Report(IReadOnlyList<Span> activity, Span watched, bool isMotion)
    {
        var reported = new List<ReportedState>();
        var (last, moved, occupied) = (watched.FromMs, watched.FromMs, (bool?)null);
        var delayMs = isMotion ? (long)(DelaySeconds * 1000) : 0;
        foreach (var span in activity.Append(new Span(watched.ToMs, watched.ToMs)))
        {
            if (occupied != false && span.FromMs >= last + (Seconds * 1000L))
            {
                var over = last + (Seconds * 1000L);
                reported.Add(new ReportedState(over, TakesTailBack ? moved : over, false));
                occupied = false;
            }

            if (span.FromMs >= watched.ToMs) break;
            if (occupied != true) reported.Add(new ReportedState(span.FromMs, span.FromMs, true));
            (last, moved, occupied) = (Math.Max(last, span.ToMs), Math.Max(moved, Math.Max(span.FromMs, span.ToMs - delayMs)), true);
        }

        if (TakesTailBack && occupied != false && last < watched.ToMs) reported.Add(new ReportedState(watched.ToMs, moved, false));
        return reported;
    }
}
