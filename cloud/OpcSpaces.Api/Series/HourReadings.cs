using OpcSpaces.Storage.Series;

namespace OpcSpaces.Api.Series;

/// <summary>The readings of one series, hour by hour: beside one hour, no more than a page of them is in memory. Not thread-safe.</summary>
/// <param name="store">Where they are.</param>
/// <param name="key">The series.</param>
/// <param name="endMs">The end of the last hour, in ms since 1970 UTC.</param>
/// <param name="most">How many are read at most.</param>
internal sealed class HourReadings(ISeriesStore store, SeriesKey key, long endMs, long most)
{
    internal const int PageReadings = 10_000;

    private IReadOnlyList<SeriesSample> _page = [];
    private int _at; // in the page: what comes next
    private long? _nextNs; // from where the next page is read; null before the first
    private bool _isAtEnd;
    private long _count;
    private SeriesSample? _held;

    /// <summary>The readings of an hour in their order, after the one that held when it began. Null when more have been read than may be.</summary>
    /// <param name="fromMs">The beginning of the hour, which is the end of the one before.</param>
    /// <param name="toMs">Its end.</param>
    /// <param name="cancellation">Ends it between two pages.</param>
    public async Task<IReadOnlyList<SeriesSample>?> OfAsync(long fromMs, long toMs, CancellationToken cancellation)
    {
        if (_nextNs is null)
        {
            _nextNs = fromMs * SeriesSteps.NsPerMs;
            _held = await store.ReadBeforeAsync(key, fromMs * SeriesSteps.NsPerMs, cancellation);
        }

        var readings = new List<SeriesSample>();
        if (_held is { } held) readings.Add(held);
        while (true)
        {
            while (_at < _page.Count && _page[_at].TimeNs < toMs * SeriesSteps.NsPerMs) readings.Add(_page[_at++]);
            if (_at < _page.Count || _isAtEnd) break;
            _page = await store.ReadAsync(key, _nextNs.Value, endMs * SeriesSteps.NsPerMs, PageReadings, cancellation);
            (_at, _isAtEnd, _count) = (0, _page.Count < PageReadings, _count + _page.Count);
            if (_count > most) return null;
            if (_page.Count > 0) _nextNs = _page[^1].TimeNs + 1;
        }

        if (readings.Count > 0) _held = readings[^1];
        return readings;
    }
}
