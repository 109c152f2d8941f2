namespace OpcSpaces.Benchmarks.Truth;

/// <summary>How well a method told who was there: while it happened, and in the end.</summary>
internal readonly record struct TruthScores(MinuteScore Live, MinuteScore Settled, long UnknownMs)
{
    public static TruthScores operator +(TruthScores a, TruthScores b) => new(a.Live + b.Live, a.Settled + b.Settled, a.UnknownMs + b.UnknownMs);

    public static TruthScores Of(RecordedRoom room, Func<RecordedRoom, IReadOnlyList<ToldState>> tell)
    {
        List<Span> live = [], settled = [];
        var unknownMs = 0L;
        foreach (var stretch in room.Stretches())
        {
            var told = ToldStays.Of(tell(stretch), stretch.AtMs(0), stretch.AtMs(stretch.People.Count - 1) + room.RowMs);
            live.AddRange(told.Live);
            settled.AddRange(told.Settled);
            unknownMs += told.Unknown.Sum(span => span.ToMs - span.FromMs);
        }

        var (watched, truth) = (room.Watched().ToList(), room.Occupied().ToList());
        return new TruthScores(MinuteScorer.Score(watched, truth, live), MinuteScorer.Score(watched, truth, settled), unknownMs);
    }
}
