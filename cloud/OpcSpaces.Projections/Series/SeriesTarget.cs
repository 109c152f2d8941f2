using OpcSpaces.Storage.Series;

namespace OpcSpaces.Projections.Series;

/// <summary>
/// One metric of one birth with its series, and the order of its readings within a millisecond of the present entry. Belongs to one mapper.
/// </summary>
internal sealed class SeriesTarget(SeriesKey key)
{
    private long _entryId;
    private long _latestMs;
    private uint _atLatest, _all;

    public SeriesKey Key { get; } = key;

    /// <summary>
    /// A number that no other reading of this metric has in this entry and millisecond, growing in their order; 0 for nearly every
    /// reading. A function of the entry alone.
    /// </summary>
    public uint OrdinalOf(long entryId, long timestampMs)
    {
        if (_entryId != entryId)
            (_entryId, _latestMs, _all) = (entryId, long.MinValue, 0);
        if (timestampMs > _latestMs)
            (_latestMs, _atLatest) = (timestampMs, 0);
        var before = _all++;
        return timestampMs == _latestMs ? _atLatest++ : before;
    }
}
