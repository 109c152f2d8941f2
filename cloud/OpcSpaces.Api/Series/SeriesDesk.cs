using Microsoft.AspNetCore.Http;
using OpcSpaces.Api.Csv;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Api.Usage;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.Groups;
using OpcSpaces.Points;
using OpcSpaces.Points.Hours;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Api.Series;

/// <summary>Answers questions about series.</summary>
internal sealed class SeriesDesk(ISeriesStore store, WatchedUsageStore usage, RegistryBook registry, UsageHistories histories, RightsCheck check, TimeProvider time)
{
    private const int PageReadings = 10_000;

    // Of one place in parts of less than an hour: more than one in ten seconds for two months.
    private const int MostReadings = 500_000;

    public async Task<IResult> AnswerAsync(SeriesAddress address, SeriesQuery query, CsvRequest csv, Caller caller, CancellationToken aborted)
    {
        var page = registry.Read(address.Community);
        if (page.Community is null || page.Rows.Find<Zone>($"{address.Community}/{address.Zone}") is null || PointId.Fault(address.Point) is not null) return Problem.NotFound();
        if (PointMetric.Find(new MetricName(address.Point, address.Metric)) is not { } metric)
            return Problem.NotFound($"A {PointKind.Of(address.Point)} has the metrics {string.Join(", ", PointMetric.All.Where(one => one.Kinds.Contains(PointKind.Of(address.Point)!)))}.");
        var target = check.TargetOf(address.Community);
        var refusal = RightsCheck.Refusal(SeriesRights.Of(metric, address.Point), caller, target);
        if (refusal is not null && !(OwnPlaces.LeasesOf(page, address.Zone, address.Point).Any() && IsPlace(address) && caller.MaySome(Right.ReadDeskUsage, target))) return refusal;
        var faults = new List<Fault>();
        csv.Check(faults);
        var (calendar, now) = (CommunityCalendar.Of(page.Rows, address.Community), time.GetUtcNow().ToUnixTimeMilliseconds());
        var (from, to, most) = query.Read(calendar, now, faults);
        if (faults.Count > 0) return Problem.Wrong(faults);
        var (first, last) = (calendar.DateAt(from), calendar.DateAt(to - 1));
        if (refusal is not null && OwnPlaces.Refusal(page, caller, target, address.Zone, address.Point, first, last) is { } foreign) return foreign;
        if (refusal is null && await IsWithheldAsync(page, caller, target, address, first, last)) return Problem.Withheld();
        var key = new SeriesKey(metric.Measurement, address.Community, address.Zone, address.Point, metric.Name) { IsForeign = query.Foreign ?? false };
        var content = ContentOf(metric);
        // Hours of usage records are those of the community, and hours of the store are those of UTC.
        var phase = content == SeriesContent.Occupancy ? calendar.HourPhaseMs : 0;
        var grid = SeriesSteps.Of(from, to, most, calendar.Day(calendar.DateAt(from)).StartMs, phase);
        if (await PartsAsync(key, content, grid, phase, now, aborted) is not { } parts)
            return Problem.Refused($"There are more than {MostReadings} readings.", new Fault("from", query.From, "ask for a shorter time, or for fewer points"));
        if (csv.IsWanted) return new CsvResult($"{address.Zone}-{address.Point}-{metric.Name}".Replace('/', '-'), SeriesPart.Header, parts.Select(part => part.Cells()), csv);
        return TypedResults.Ok(new SeriesAnswer(
            address.Zone, address.Point, metric.Name, metric.Unit, content, key.IsForeign, At(grid.FromNs), At(grid.EndNs), grid.StepNs / SeriesSteps.NsPerMs / 1_000, calendar.TimeZone, parts));
    }

    private static bool IsPlace(in SeriesAddress address) => PointKind.Desk.Has(address.Point) || PointKind.Room.Has(address.Point);

    // A meter of a zone of few people says when somebody was there. Who looks after gateways and sensors sees it all the same, but not where the community does not want desks to be seen.
    private async Task<bool> IsWithheldAsync(RegistryPage page, Caller caller, AccessTarget target, SeriesAddress address, DateOnly from, DateOnly to)
    {
        if (caller.May(Right.ReadDeskUsage, target) || (target.GivesDesks && caller.May(Right.ReadSeries, target))) return false;
        // A series may begin within the date before the first that figures are of.
        var earliest = to.AddDays(1 - CalendarSpan.MostDays);
        return SmallGroups.Of(page.Rows, (await histories.ReadAsync(address.Community, from < earliest ? earliest : from, to)).History).HideZone(address.Zone);
    }

    private async Task<IReadOnlyList<SeriesPart>?> PartsAsync(SeriesKey key, SeriesContent content, SeriesGrid grid, int phase, long now, CancellationToken aborted) => content == SeriesContent.Occupancy
        ? await OccupancyAsync(key, grid, phase, now, aborted)
        : [.. (await store.SummariseAsync(key, grid, aborted)).Select(bucket => Part(grid, content, bucket))];

    private async Task<IReadOnlyList<SeriesPart>?> OccupancyAsync(SeriesKey key, SeriesGrid grid, int phase, long now, CancellationToken aborted)
    {
        var (start, end) = (MetricHour.StartOf(grid.FromNs / SeriesSteps.NsPerMs, phase), MetricHour.StartOf((grid.EndNs / SeriesSteps.NsPerMs) - 1, phase) + CommunityCalendar.HourMs);
        var (records, isForeign) = await Task.Run(() => RecordsOf(key, start, end), aborted);
        // Records do not say which of their places a foreign node has sent; readings do, as long as they are kept. Without foreign nodes there is no question.
        if ((key.IsForeign || isForeign) && await store.ReadBeforeAsync(key, end * SeriesSteps.NsPerMs, aborted) is null) return [];
        // Closed hours as a whole are in their records.
        var hasHours = grid.StepNs >= CommunityCalendar.HourMs * SeriesSteps.NsPerMs;
        var from = hasHours ? Math.Max(start, MetricHour.StartOf(now - Occupancy.OpenMs, phase)) : start;
        if (await ReadingsAsync(key, from * SeriesSteps.NsPerMs, end * SeriesSteps.NsPerMs, aborted) is not { } readings) return null;
        return [.. new Occupancy(records, new HeldTime(readings), now).Parts(grid, phase)];
    }

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

    // With what held at the beginning.
    private async Task<IReadOnlyList<SeriesSample>?> ReadingsAsync(SeriesKey key, long fromNs, long toNs, CancellationToken aborted)
    {
        var readings = new List<SeriesSample>();
        if (fromNs >= toNs) return readings;
        if (await store.ReadBeforeAsync(key, fromNs, aborted) is { } before) readings.Add(before);
        while (readings.Count <= MostReadings)
        {
            var page = await store.ReadAsync(key, fromNs, toNs, PageReadings, aborted);
            readings.AddRange(page);
            if (page.Count < PageReadings) return readings;
            fromNs = page[^1].TimeNs + 1;
        }

        return null;
    }

    private static SeriesPart Part(SeriesGrid grid, SeriesContent content, in SeriesBucket bucket)
    {
        var part = new SeriesPart(At(grid.StartNs(bucket.Index)), bucket.Count, bucket.Others);
        return bucket.Numbers is not { } numbers ? part
            : content == SeriesContent.Growth ? part with { Last = numbers.Last, Growth = bucket.Growth }
            : part with { Least = numbers.Least, Most = numbers.Most, Mean = numbers.Mean, Last = numbers.Last };
    }

    private static SeriesContent ContentOf(PointMetric metric) => metric switch
    {
        { Type: MetricType.Boolean } => SeriesContent.Occupancy,
        { Type: MetricType.Text } => SeriesContent.Events,
        { Nature: MetricNature.Register } => SeriesContent.Growth,
        _ => SeriesContent.Numbers,
    };

    private static DateTimeOffset At(long ns) => DateTimeOffset.FromUnixTimeMilliseconds(ns / SeriesSteps.NsPerMs);
}

/// <summary>What an address of a series names.</summary>
internal readonly record struct SeriesAddress(string Community, string Zone, string Point, string Metric);
