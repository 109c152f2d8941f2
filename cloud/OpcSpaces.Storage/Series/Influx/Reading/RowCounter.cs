namespace OpcSpaces.Storage.Series.Influx.Reading;

/// <summary>Counts readings by reading them in pages: needed where values and qualities are in different fields of the same reading.</summary>
internal static class RowCounter
{
    private const int PageRows = 10_000;

    public static async Task<long> CountAsync(IInfluxReader reader, SeriesKey key, CancellationToken cancellation)
    {
        var (count, from) = (0L, long.MinValue);
        while (true)
        {
            var page = await reader.ReadAsync(key, from, long.MaxValue, PageRows, cancellation);
            count += page.Count;
            if (page.Count < PageRows)
                return count;
            from = page[^1].TimeNs + 1;
        }
    }
}
