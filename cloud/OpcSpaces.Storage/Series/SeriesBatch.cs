using System.Runtime.InteropServices;
using OpcSpaces.Points;

namespace OpcSpaces.Storage.Series;

/// <summary>Readings on their way into a store, in order, with the journal entries that they came from. Reusable; not thread-safe.</summary>
public sealed class SeriesBatch
{
    private readonly List<SeriesPoint> _points = [];
    private readonly List<(int First, long JournalId)> _entries = [];

    public int Count => _points.Count;

    public ReadOnlySpan<SeriesPoint> Points => CollectionsMarshal.AsSpan(_points);

    /// <summary>Points that are added from now on come from this journal entry.</summary>
    public void BeginEntry(long journalId) => _entries.Add((_points.Count, journalId));

    public void Add(in SeriesPoint point) => _points.Add(point);

    public void Add(SeriesKey series, long timeNs, PointValue value, int quality = QualityCode.Good) =>
        _points.Add(new SeriesPoint(series, timeNs, value, quality));

    public void Clear()
    {
        _points.Clear();
        _entries.Clear();
    }

    /// <summary>The journal entry that a point came from (null when it is not known) and its place among that entry's points.</summary>
    public (long? JournalId, int Item) OriginOf(int index)
    {
        var found = _entries.FindLastIndex(entry => entry.First <= index);
        return found < 0 ? (null, index) : (_entries[found].JournalId, index - _entries[found].First);
    }
}
