namespace OpcSpaces.Storage.Series;

/// <summary>Gathers readings, and summaries of some, into the parts of a grid, in the order of time. Not thread-safe.</summary>
/// <param name="grid">The parts.</param>
/// <param name="before">The newest good integer before the grid; null for none.</param>
internal sealed class BucketFold(SeriesGrid grid, RegisterReading? before)
{
    private readonly List<SeriesBucket> _buckets = [];
    private SeriesSummary _present = new() { Newest = before };
    private int _index = -1;

    public void Take(in SeriesSample sample)
    {
        MoveTo(sample.TimeNs);
        _present.Take(sample);
    }

    /// <param name="timeNs">A time of its readings.</param>
    /// <param name="summary">Readings of one part of the grid.</param>
    public void Take(long timeNs, in SeriesSummary summary)
    {
        MoveTo(timeNs);
        _present.Take(summary);
    }

    /// <summary>The parts that have readings, in their order.</summary>
    public IReadOnlyList<SeriesBucket> End()
    {
        Close();
        return _buckets;
    }

    private void MoveTo(long timeNs)
    {
        var index = grid.IndexOf(timeNs);
        if (index == _index) return;
        Close();
        _index = index;
    }

    private void Close()
    {
        if (_index < 0) return;
        _buckets.Add(_present.At(_index));
        // The next part counts from here.
        _present = new SeriesSummary { Newest = _present.Newest };
    }
}
