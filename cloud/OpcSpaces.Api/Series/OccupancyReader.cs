using OpcSpaces.Answers.Series;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Points.Hours;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Api.Series;

/// <summary>Reads the occupancy of one place: records week by week, and readings hour by hour, whatever the time that is asked for.</summary>
internal sealed class OccupancyReader(ISeriesStore store, WatchedUsageStore usage)
{
    private const long WeekMs = 7L * 24 * CommunityCalendar.HourMs;

    private static readonly HeldTime NoReadings = new([]);

    /// <summary>The parts that are known in part at least; null when there are more readings than may be read.</summary>
    /// <param name="key">The place.</param>
    /// <param name="span">The parts.</param>
    /// <param name="phase">When hours begin, in ms after those of UTC.</param>
    /// <param name="now">In ms since 1970 UTC.</param>
    /// <param name="mostReadings">How many readings are read at most.</param>
    /// <param name="aborted">Ends it between two reads.</param>
    public async Task<IReadOnlyList<SeriesPart>?> ReadAsync(SeriesKey key, SeriesSpan span, int phase, long now, long mostReadings, CancellationToken aborted)
    {
        var (start, end) = (MetricHour.StartOf(span.FromNs / SeriesSteps.NsPerMs, phase), MetricHour.StartOf((span.ToNs / SeriesSteps.NsPerMs) - 1, phase) + CommunityCalendar.HourMs);
        // Closed hours as a whole are in their records.
        var readFrom = span.Grid.StepNs >= SeriesSteps.HourNs ? MetricHour.StartOf(now - Occupancy.OpenMs, phase) : start;
        var newest = await store.ReadBeforeAsync(key, span.ToNs, aborted);
        var (occupancy, readings) = (new Occupancy(span, newest?.TimeNs / SeriesSteps.NsPerMs, now), new HourReadings(store, key, end, mostReadings));
        for (var week = start; week < end; week += WeekMs)
        {
            var until = Math.Min(end, week + WeekMs);
            var (records, isForeign) = await Task.Run(() => RecordsOf(key, week, until), aborted);
            // Records do not say which of their places a foreign node has sent; readings do, as long as they are kept. Without foreign nodes there is no question.
            if ((key.IsForeign || isForeign) && newest is null) return [];
            for (var hour = week; hour < until; hour += CommunityCalendar.HourMs)
            {
                var held = NoReadings;
                // Dates may begin within an hour where clocks change by less than one.
                var isCut = hour * SeriesSteps.NsPerMs < span.FromNs || (hour + CommunityCalendar.HourMs) * SeriesSteps.NsPerMs > span.ToNs;
                if (hour >= readFrom || isCut)
                {
                    var source = hour >= readFrom ? readings : new HourReadings(store, key, hour + CommunityCalendar.HourMs, mostReadings);
                    if (await source.OfAsync(hour, hour + CommunityCalendar.HourMs, aborted) is not { } samples) return null;
                    held = new HeldTime(samples);
                }

                occupancy.Take(hour, records.TryGetValue(hour, out var place), place, held);
            }
        }

        return occupancy.End();
    }

    // The place in each closed hour, by its beginning; null where the record does not have it.
    private (Dictionary<long, PlaceUsage?> Records, bool IsForeign) RecordsOf(SeriesKey key, long fromMs, long toMs)
    {
        var (records, isForeign) = (new Dictionary<long, PlaceUsage?>(), false);
        foreach (var record in usage.Read(key.Community, key.Zone, fromMs, toMs))
        {
            var place = record.Places.FirstOrDefault(place => place.Point == key.Point);
            records[record.StartMs] = place.Point is null || (key.IsForeign && !record.IsForeign) ? null : place;
            isForeign |= record.IsForeign;
        }

        return (records, isForeign);
    }
}
