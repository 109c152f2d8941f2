using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Benchmarks.Truth.Simulated;

/// <summary>One place, or all places of a zone as one: true and reported presence.</summary>
/// <param name="Place">The place; a zone has no point.</param>
/// <param name="Truth">When somebody was there.</param>
/// <param name="Reported">What the agent reported.</param>
internal sealed record PlaceWeek(Place Place, IReadOnlyList<Span> Truth, ReportedStays Reported)
{
    private const long HourMs = 3_600_000;
    private const double HourSeconds = 3_600;

    // Rounding to whole milliseconds is no error.
    private const double Exact = 1;

    /// <summary>The settled hours; none where the estimator settles none.</summary>
    public IReadOnlyList<OccupiedHour> Hours { get; init; } = [];

    /// <summary>A zone is occupied while any place in it is. It is never unknown, because its other places may be known.</summary>
    public static PlaceWeek OfZone(IGrouping<string, PlaceWeek> places) => new(
        new Place(places.Key, ""),
        SpanLists.Union(places.SelectMany(place => place.Truth)),
        new ReportedStays(SpanLists.Union(places.SelectMany(place => place.Reported.Live)), SpanLists.Union(places.SelectMany(place => place.Reported.Settled)), []));

    public TruthScores Score(Span watched) => new(
        MinuteScorer.Score([watched], Truth, Reported.Live), MinuteScorer.Score([watched], Truth, Reported.Settled), Reported.Unknown.Sum(span => span.ToMs - span.FromMs));

    /// <summary>How long somebody was there within a span, in s.</summary>
    public double TrueSeconds(Span span) => Truth.Sum(stay => stay.Within(span).Minutes) * 60;

    /// <summary>
    /// How honest the intervals of the hours are. Counted are the hours that are known completely and in which something moved or somebody
    /// was there; empty nights would flatter the figures.
    /// </summary>
    /// <param name="moves">Whether something moved within a span.</param>
    public HourScores ScoreHours(Func<Span, bool> moves) => new(
        [
            .. from hour in Hours
               where hour.KnownSeconds >= HourSeconds - Exact
               let span = new Span(hour.StartMs, hour.StartMs + HourMs)
               let truly = TrueSeconds(span)
               where truly > 0 || moves(span)
               select new ScoredHour(HourSeconds, truly, hour.ExpectedSeconds, hour.LowSeconds, hour.HighSeconds),
        ],
        Skipped: 0, Missing: 0);

    /// <summary>When nobody was there.</summary>
    public IEnumerable<Span> Absences(Span watched)
    {
        var stays = SpanLists.Union(Truth);
        return stays.Select(stay => stay.ToMs).Prepend(watched.FromMs).Zip(stays.Select(stay => stay.FromMs).Append(watched.ToMs), (from, to) => new Span(from, to));
    }
}
