namespace OpcSpaces.Storage.Series.Influx.Reading;

/// <summary>Counts readings by reading them: needed where values and qualities are in different fields of the same reading.</summary>
internal static class RowCounter
{
    public static async Task<long> CountAsync(IInfluxReader reader, SeriesKey key, CancellationToken cancellation)
    {
        var count = 0L;
        await foreach (var page in ReadingPages.ReadAsync(reader, key, long.MinValue, long.MaxValue, cancellation))
            count += page.Count;
        return count;
    }
}
