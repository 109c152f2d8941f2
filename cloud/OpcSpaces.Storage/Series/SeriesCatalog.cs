using System.Collections.Concurrent;

namespace OpcSpaces.Storage.Series;

/// <summary>One <see cref="SeriesKey"/> object per series, so that stores find theirs without hashing names. Thread-safe.</summary>
public sealed class SeriesCatalog
{
    private readonly ConcurrentDictionary<SeriesKey, SeriesKey> _keys = [];
    private int _slots = -1;

    public SeriesKey Of(string measurement, string community, string zone, string point, string field, bool isForeign = false)
    {
        var key = new SeriesKey(measurement, community, zone, point, field) { IsForeign = isForeign };
        return _keys.TryGetValue(key, out var known)
            ? known
            : _keys.GetOrAdd(key, key with { Slot = Interlocked.Increment(ref _slots) });
    }
}
