namespace OpcSpaces.Edge.Testing.Truth;

/// <summary>
/// What readings say in the end, and what they said live. Live is the state of the last reading that had been made; settled are the
/// stays after all readings that were dated back have been applied.
/// </summary>
/// <param name="Live">Spans that were shown as occupied while they passed.</param>
/// <param name="Settled">Spans that are stored as occupied.</param>
/// <param name="Unknown">Spans that are stored as unknown.</param>
internal sealed record ReportedStays(IReadOnlyList<Span> Live, IReadOnlyList<Span> Settled, IReadOnlyList<Span> Unknown)
{
    /// <param name="readings">The readings of one place, in the order in which they were made.</param>
    /// <param name="startMs">The beginning of the sensing; before the first reading all is unknown.</param>
    /// <param name="endMs">The end of the sensing.</param>
    public static ReportedStays Of(IReadOnlyList<ReportedState> readings, long startMs, long endMs)
    {
        var settled = new List<(long AtMs, bool? Occupied)> { (startMs, null) };
        foreach (var reading in readings)
        {
            // A reading that is dated back replaces everything since then.
            while (settled.Count > 0 && settled[^1].AtMs >= reading.DatedMs) settled.RemoveAt(settled.Count - 1);
            settled.Add((reading.DatedMs, reading.Occupied));
        }

        var live = readings.Select(reading => (reading.MadeMs, reading.Occupied)).Prepend((startMs, null)).ToList();
        return new ReportedStays(Spans(live, true, endMs), Spans(settled, true, endMs), Spans(settled, null, endMs));
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
