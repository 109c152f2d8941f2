using OpcSpaces.Storage.Series;

namespace OpcSpaces.Api.Series;

/// <summary>Lets the store sum up a series. Hours are summed up already; finer parts are asked for by the day, so that the store is not held for long and a question without end has one.</summary>
internal sealed class SummaryReader(ISeriesStore store)
{
    private const long DayNs = 24 * SeriesSteps.HourNs;

    /// <summary>The parts that have readings; null when there are more readings than may be read.</summary>
    /// <param name="key">The series.</param>
    /// <param name="content">Which figures the parts have.</param>
    /// <param name="grid">The parts.</param>
    /// <param name="mostReadings">How many readings may be summed up in parts of less than an hour.</param>
    /// <param name="aborted">Ends it between two days.</param>
    public async Task<IReadOnlyList<SeriesPart>?> ReadAsync(SeriesKey key, SeriesContent content, SeriesGrid grid, long mostReadings, CancellationToken aborted)
    {
        var isFine = grid.StepNs < SeriesSteps.HourNs;
        var (parts, readings) = (new List<SeriesPart>(), 0L);
        for (var (first, count) = (0, isFine ? (int)(DayNs / grid.StepNs) : grid.Count); first < grid.Count; first += count)
        {
            var slice = new SeriesGrid(grid.StartNs(first), grid.StepNs, Math.Min(count, grid.Count - first));
            foreach (var bucket in await store.SummariseAsync(key, slice, aborted))
            {
                readings += bucket.Count + bucket.Others;
                parts.Add(Part(slice, content, bucket));
            }

            if (isFine && readings > mostReadings) return null;
        }

        return parts;
    }

    private static SeriesPart Part(SeriesGrid grid, SeriesContent content, in SeriesBucket bucket)
    {
        var part = new SeriesPart(SeriesSteps.At(grid.StartNs(bucket.Index)), bucket.Count, bucket.Others);
        return bucket.Numbers is not { } numbers ? part
            : content == SeriesContent.Growth ? part with { Last = numbers.Last, Growth = bucket.Growth }
            : part with { Least = numbers.Least, Most = numbers.Most, Mean = numbers.Mean, Last = numbers.Last };
    }
}
