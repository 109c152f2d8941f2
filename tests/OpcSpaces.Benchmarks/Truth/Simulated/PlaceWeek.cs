using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Benchmarks.Truth.Simulated;

/// <summary>One place, or all places of a zone as one: true and reported presence.</summary>
/// <param name="Place">The place; a zone has no point.</param>
/// <param name="Truth">When somebody was there.</param>
/// <param name="Reported">What the agent reported.</param>
internal sealed record PlaceWeek(Place Place, IReadOnlyList<Span> Truth, ReportedStays Reported)
{
    /// <summary>The settled hours; none where the estimator settles none.</summary>
    public IReadOnlyList<OccupiedHour> Hours { get; init; } = [];

    /// <summary>A zone is occupied while any place in it is. It is never unknown, because its other places may be known.</summary>
    public static PlaceWeek OfZone(IGrouping<string, PlaceWeek> places) => new(
        new Place(places.Key, ""),
        Union(places.SelectMany(place => place.Truth)),
        new ReportedStays(Union(places.SelectMany(place => place.Reported.Live)), Union(places.SelectMany(place => place.Reported.Settled)), []));

    public TruthScores Score(Span watched) => new(
        MinuteScorer.Score([watched], Truth, Reported.Live), MinuteScorer.Score([watched], Truth, Reported.Settled), Reported.Unknown.Sum(span => span.ToMs - span.FromMs));

    /// <summary>How long somebody was there within a span, in s.</summary>
    public double TrueSeconds(Span span) => Truth.Sum(stay => stay.Within(span).Minutes) * 60;

    /// <summary>When nobody was there.</summary>
    public IEnumerable<Span> Absences(Span watched)
    {
        var stays = Union(Truth);
        return stays.Select(stay => stay.ToMs).Prepend(watched.FromMs).Zip(stays.Select(stay => stay.FromMs).Append(watched.ToMs), (from, to) => new Span(from, to));
    }

    private static List<Span> Union(IEnumerable<Span> spans)
    {
        var union = new List<Span>();
        foreach (var span in spans.OrderBy(span => span.FromMs))
        {
            if (union.Count == 0 || union[^1].ToMs < span.FromMs) union.Add(span);
            else union[^1] = union[^1] with { ToMs = Math.Max(union[^1].ToMs, span.ToMs) };
        }

        return union;
    }
}
