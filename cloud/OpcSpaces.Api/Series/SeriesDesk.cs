using Microsoft.AspNetCore.Http;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Answers.Series;
using OpcSpaces.Api.Csv;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.Api.Usage;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.Groups;
using OpcSpaces.Points;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Api.Series;

/// <summary>Answers questions about series.</summary>
internal sealed class SeriesDesk(ISeriesStore store, WatchedUsageStore usage, RegistryBook registry, UsageHistories histories, RightsCheck check, TimeProvider time)
{
    // In parts of less than an hour: one a second for three weeks, some seconds of work.
    private const long MostReadings = 2_000_000;

    private readonly OccupancyReader _occupancy = new(store, usage);
    private readonly SummaryReader _summaries = new(store);

    public async Task<IResult> AnswerAsync(SeriesAddress address, SeriesQuery query, CsvRequest csv, Caller caller, CancellationToken aborted)
    {
        var page = registry.Read(address.Community);
        if (page.Community is null || page.Rows.Find<Zone>($"{address.Community}/{address.Zone}") is null || PointId.Fault(address.Point) is not null) return Problem.NotFound();
        if (PointMetric.Find(new MetricName(address.Point, address.Metric)) is not { } metric)
            return Problem.NotFound($"A {PointKind.Of(address.Point)} has the metrics {string.Join(", ", PointMetric.All.Where(one => one.Kinds.Contains(PointKind.Of(address.Point)!)))}.");
        var target = check.TargetOf(address.Community);
        var refusal = RightsCheck.Refusal(SeriesRights.Of(metric, address.Point), caller, target);
        // Before the question is read: a fault would tell that somebody leases the place.
        if (refusal is not null && !(IsPlace(address) && OwnPlaces.OfCaller(page, caller, target, address.Zone, address.Point).Any())) return refusal;
        var faults = new List<Fault>();
        csv.Check(faults);
        var (calendar, now) = (CommunityCalendar.Of(page.Rows, address.Community), time.GetUtcNow().ToUnixTimeMilliseconds());
        var (from, to, most) = query.Read(calendar, now, faults);
        if (faults.Count > 0) return Problem.Wrong(faults);
        // Rights and groups are decided for whole dates, as many as figures are of. What is outside of these is in no part.
        var (first, last) = (calendar.DateAt(from), calendar.DateAt(to - 1));
        var earliest = last.AddDays(1 - CalendarSpan.MostDays);
        if (first < earliest) first = earliest;
        var (startMs, endMs) = (calendar.Day(first).StartMs, calendar.Day(last).EndMs);
        from = Math.Max(from, startMs);
        if (refusal is not null && OwnPlaces.Refusal(page, caller, target, address.Zone, address.Point, first, last) is { } foreign) return foreign;
        if (refusal is null && await IsWithheldAsync(page, caller, target, address, first, last)) return Problem.Withheld();
        var key = new SeriesKey(metric.Measurement, address.Community, address.Zone, address.Point, metric.Name) { IsForeign = query.Foreign ?? false };
        var content = ContentOf(metric);
        // Hours of usage records are those of the community, and hours of the store are those of UTC.
        var phase = content == SeriesContent.Occupancy ? calendar.HourPhaseMs : 0;
        var grid = SeriesSteps.Of(from, to, most, startMs, phase);
        var span = new SeriesSpan(grid, startMs * SeriesSteps.NsPerMs, endMs * SeriesSteps.NsPerMs);
        var parts = content == SeriesContent.Occupancy ? await _occupancy.ReadAsync(key, span, phase, now, MostReadings, aborted) : await _summaries.ReadAsync(key, content, span, MostReadings, aborted);
        if (parts is null)
            return Problem.Refused(
                $"There are more than {MostReadings} readings, and parts of {grid.StepNs / SeriesSteps.NsPerMs / 1_000} s are made of each of them.",
                new Fault("points", $"{most}", $"ask for {Math.Max(1, (to - from) / CommunityCalendar.HourMs)} points at most, whose parts are hours that are summed up already, or for a shorter time"));
        if (csv.IsWanted) return new CsvResult($"{address.Zone}-{address.Point}-{metric.Name}", SeriesCsv.Header, parts.Select(SeriesCsv.Cells), csv);
        return TypedResults.Ok(new SeriesAnswer(
            address.Zone, address.Point, metric.Name, metric.Unit, content, key.IsForeign, SeriesSteps.At(span.FromNs), SeriesSteps.At(span.ToNs), grid.StepNs / SeriesSteps.NsPerMs / 1_000, calendar.TimeZone, parts));
    }

    private static bool IsPlace(in SeriesAddress address) => PointKind.Desk.Has(address.Point) || PointKind.Room.Has(address.Point);

    // A meter of a zone of few people says when somebody was there. Who looks after gateways and sensors sees it all the same, but not where the community does not want desks to be seen.
    private async Task<bool> IsWithheldAsync(RegistryPage page, Caller caller, AccessTarget target, SeriesAddress address, DateOnly from, DateOnly to)
    {
        if (caller.May(Right.ReadDeskUsage, target) || (target.GivesDesks && caller.May(Right.ReadSeries, target))) return false;
        return SmallGroups.Of(page.Rows, (await histories.ReadAsync(address.Community, from, to)).History).HideZone(address.Zone);
    }

    private static SeriesContent ContentOf(PointMetric metric) => metric switch
    {
        { Type: MetricType.Boolean } => SeriesContent.Occupancy,
        { Type: MetricType.Text } => SeriesContent.Events,
        { Nature: MetricNature.Register } => SeriesContent.Growth,
        _ => SeriesContent.Numbers,
    };
}

/// <summary>What an address of a series names.</summary>
internal readonly record struct SeriesAddress(string Community, string Zone, string Point, string Metric);
