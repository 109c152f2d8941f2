using System.Runtime.CompilerServices;

namespace OpcSpaces.Storage.Series.Influx.Reading;

/// <summary>Reads all readings of a time, in pages.</summary>
internal static class ReadingPages
{
    private const int PageRows = 10_000;

    public static async IAsyncEnumerable<IReadOnlyList<SeriesSample>> ReadAsync(
        IInfluxReader reader, SeriesKey key, long fromNs, long toNs, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            var page = await reader.ReadAsync(key, fromNs, toNs, PageRows, cancellation);
            yield return page;
            if (page.Count < PageRows)
                yield break;
            fromNs = page[^1].TimeNs + 1;
        }
    }
}
