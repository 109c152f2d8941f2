using OpcSpaces.Points;

namespace OpcSpaces.Storage.Series.Influx.Reading;

/// <summary>Summarises readings by reading them: for what a server cannot, such as values whose quality stands in another field.</summary>
internal static class RowSummaries
{
    // A register that was never good so often in a row has lost its step over the beginning.
    private const int MostLooksBack = 20;

    public static async Task<IReadOnlyList<SeriesBucket>> SummariseAsync(IInfluxReader reader, SeriesKey key, SeriesGrid grid, CancellationToken cancellation)
    {
        var fold = new BucketFold(grid, await RegisterBeforeAsync(reader, key, grid.FromNs, cancellation));
        await foreach (var page in ReadingPages.ReadAsync(reader, key, grid.FromNs, grid.EndNs, cancellation))
        {
            foreach (var sample in page)
                fold.Take(sample);
        }
        return fold.End();
    }

    private static async Task<RegisterReading?> RegisterBeforeAsync(IInfluxReader reader, SeriesKey key, long beforeNs, CancellationToken cancellation)
    {
        for (var look = 0; look < MostLooksBack; look++)
        {
            if (await reader.ReadBeforeAsync(key, beforeNs, cancellation) is not { } sample)
                return null;
            if (sample is { Quality: QualityCode.Good, Value.Kind: PointValueKind.Integer })
                return new RegisterReading(sample.TimeNs, sample.Value.AsInteger);
            beforeNs = sample.TimeNs;
        }
        return null;
    }
}
