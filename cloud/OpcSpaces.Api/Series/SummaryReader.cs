using OpcSpaces.Answers.Series;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Api.Series;

/// <summary>Lets the store sum up a series. Hours are summed up already; finer parts are asked for by the day, so that the store is not held for long and a question without end has one.</summary>
internal sealed class SummaryReader(ISeriesStore store)
{
    private const long DayNs = 24 * SeriesSteps.HourNs;

    /// <summary>The parts that have readings; null when there are more readings than may be read.</summary>
    /// <param name="key">The series.</param>
    /// <param name="content">Which figures the parts have.</param>
    /// <param name="span">The parts.</param>
    /// <param name="mostReadings">How many readings may be summed up in parts of less than an hour.</param>
    /// <param name="aborted">Ends it between two days.</param>
    public async Task<IReadOnlyList<SeriesPart>?> ReadAsync(SeriesKey key, SeriesContent content, SeriesSpan span, long mostReadings, CancellationToken aborted)
    {
        var isFine = span.Grid.StepNs < SeriesSteps.HourNs;
        var (buckets, readings) = (new List<SeriesBucket>(), 0L);
        foreach (var slice in Slices(span))
        {
            foreach (var bucket in await store.SummariseAsync(key, slice, aborted))
            {
                readings += bucket.Count + bucket.Others;
                var index = span.Grid.IndexOf(slice.StartNs(bucket.Index));
                if (buckets.Count > 0 && buckets[^1].Index == index) buckets[^1] = Sum(buckets[^1], bucket);
                else buckets.Add(bucket with { Index = index });
            }

            if (isFine && readings > mostReadings) return null;
        }

        return buckets.ConvertAll(bucket => Part(span, content, bucket));
    }

    // What the store is asked, in the order of time: whole parts together, and each cut part by itself.
    private static IEnumerable<SeriesGrid> Slices(SeriesSpan span)
    {
        var grid = span.Grid;
        var most = grid.StepNs < SeriesSteps.HourNs ? (int)(DayNs / grid.StepNs) : grid.Count;
        var whole = span.IsCut(grid.Count - 1) ? grid.Count - 1 : grid.Count;
        for (var first = 0; first < grid.Count;)
        {
            if (span.IsCut(first))
            {
                foreach (var piece in Pieces(span.StartNs(first), span.EndNs(first))) yield return piece;
                first++;
                continue;
            }

            var slice = new SeriesGrid(grid.StartNs(first), grid.StepNs, Math.Min(most, whole - first));
            yield return slice;
            first += slice.Count;
        }
    }

    // Whole hours of UTC are summed up already, so that only what is beside them is read.
    private static IEnumerable<SeriesGrid> Pieces(long fromNs, long toNs)
    {
        var (first, end) = ((fromNs + SeriesSteps.HourNs - 1) / SeriesSteps.HourNs * SeriesSteps.HourNs, toNs / SeriesSteps.HourNs * SeriesSteps.HourNs);
        if (first >= end)
        {
            yield return new SeriesGrid(fromNs, toNs - fromNs, 1);
            yield break;
        }

        if (fromNs < first) yield return new SeriesGrid(fromNs, first - fromNs, 1);
        yield return new SeriesGrid(first, end - first, 1);
        if (end < toNs) yield return new SeriesGrid(end, toNs - end, 1);
    }

    private static SeriesBucket Sum(in SeriesBucket earlier, in SeriesBucket later) => earlier with
    {
        Count = earlier.Count + later.Count,
        Others = earlier.Others + later.Others,
        Numbers = earlier.Numbers is not { } one ? later.Numbers
            : later.Numbers is not { } other ? one
            : new BucketNumbers(Math.Min(one.Least, other.Least), Math.Max(one.Most, other.Most), ((one.Mean * earlier.Count) + (other.Mean * later.Count)) / (earlier.Count + later.Count), other.Last),
        Growth = earlier.Growth + later.Growth,
    };

    private static SeriesPart Part(SeriesSpan span, SeriesContent content, in SeriesBucket bucket)
    {
        var part = new SeriesPart(SeriesSteps.At(span.StartNs(bucket.Index)), bucket.Count, bucket.Others);
        return bucket.Numbers is not { } numbers ? part
            : content == SeriesContent.Growth ? part with { Last = numbers.Last, Growth = bucket.Growth }
            : part with { Least = numbers.Least, Most = numbers.Most, Mean = numbers.Mean, Last = numbers.Last };
    }
}
