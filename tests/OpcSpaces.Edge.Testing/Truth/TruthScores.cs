using System.Globalization;
using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Edge.Testing.Truth;

/// <summary>How well a method reported presence: live, and in the end.</summary>
internal readonly record struct TruthScores(MinuteScore Live, MinuteScore Settled, long UnknownMs)
{
    /// <summary>For all time that was compared.</summary>
    public double UnknownPercent => 100.0 * UnknownMs / Math.Max(1, Settled.Minutes * 60_000);

    public static TruthScores operator +(TruthScores a, TruthScores b) => new(a.Live + b.Live, a.Settled + b.Settled, a.UnknownMs + b.UnknownMs);

    /// <param name="room">The recording.</param>
    /// <param name="tell">What the method says about each of its stretches; asked in order of time.</param>
    public static TruthScores Of(RecordedRoom room, Func<RecordedRoom, IReadOnlyList<ReportedState>> tell) =>
        Of([.. room.Stretches()], new MinuteTruth(room.Watched(), room.Occupied()), tell);

    /// <summary>The same for several methods: all stretches of a recording, and its truth.</summary>
    public static TruthScores Of(IReadOnlyList<RecordedRoom> stretches, MinuteTruth truth, Func<RecordedRoom, IReadOnlyList<ReportedState>> tell)
    {
        List<Span> live = [], settled = [];
        var unknownMs = 0L;
        foreach (var stretch in stretches)
        {
            var reported = ReportedStays.Of(tell(stretch), stretch.Rows[0].AtMs, stretch.EndMs);
            live.AddRange(reported.Live);
            settled.AddRange(reported.Settled);
            unknownMs += reported.Unknown.Sum(span => span.ToMs - span.FromMs);
        }

        return new TruthScores(truth.Score(live), truth.Score(settled), unknownMs);
    }

    public void AddTo(Dictionary<string, double> figures, string name)
    {
        figures[$"{name}_f1"] = Math.Round(Settled.F1, 2);
        figures[$"{name}_bias_percent"] = Math.Round(Settled.BiasPercent, 2);
        figures[$"{name}_live_f1"] = Math.Round(Live.F1, 2);
        figures[$"{name}_live_bias_percent"] = Math.Round(Live.BiasPercent, 2);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"F1 {Settled.F1:0.0}, {Settled.BiasPercent:+0.0;-0.0} % (live {Live.F1:0.0}, {Live.BiasPercent:+0.0;-0.0} %), {Settled.Hits + Settled.Misses:#,##0} minutes occupied");
}
