namespace OpcSpaces.Benchmarks.Truth;

/// <summary>
/// What readings say in the end, and what they said at the time. Live is whatever the last reading that had been made said;
/// settled are the stays after everything that was dated back has been put where it belongs.
/// </summary>
/// <param name="Live">Spans that were shown as occupied while they passed.</param>
/// <param name="Settled">Spans that are stored as occupied.</param>
/// <param name="Unknown">Spans that are stored as unknown.</param>
internal sealed record ToldStays(IReadOnlyList<Span> Live, IReadOnlyList<Span> Settled, IReadOnlyList<Span> Unknown)
{
    /// <param name="readings">Of one place, in the order in which they were made.</param>
    /// <param name="startMs">Where the sensing began: before the first reading all is unknown.</param>
    /// <param name="endMs">Where it ended.</param>
    public static ToldStays Of(IReadOnlyList<ToldState> readings, long startMs, long endMs)
    {
        var settled = new List<(long AtMs, bool? Occupied)> { (startMs, null) };
        foreach (var reading in readings)
        {
            // A reading that is dated back replaces what was said since.
            while (settled.Count > 0 && settled[^1].AtMs >= reading.DatedMs) settled.RemoveAt(settled.Count - 1);
            settled.Add((reading.DatedMs, reading.Occupied));
        }

        var live = readings.Select(reading => (reading.SaidMs, reading.Occupied)).Prepend((startMs, null)).ToList();
        return new ToldStays(Spans(live, true, endMs), Spans(settled, true, endMs), Spans(settled, null, endMs));
    }

    private static List<Span> Spans(List<(long AtMs, bool? Occupied)> states, bool? wanted, long endMs)
    {
        var spans = new List<Span>();
        for (var i = 0; i < states.Count; i++)
        {
            var until = i + 1 < states.Count ? states[i + 1].AtMs : endMs;
            if (states[i].Occupied == wanted && until > states[i].AtMs) spans.Add(new Span(states[i].AtMs, until));
        }

        return spans;
    }
}
