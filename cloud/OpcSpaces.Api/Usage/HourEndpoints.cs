using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpcSpaces.Answers.Paging;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Api.Csv;
using OpcSpaces.Api.Paging;
using OpcSpaces.Api.Problems;
using OpcSpaces.Api.Rights;
using OpcSpaces.CommunityFolders.Cells;
using OpcSpaces.Model.Access;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Registry.Reading;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Api.Usage;

/// <summary>
/// The usage records themselves: what each zone did in each hour, in the newest revision. Whoever has them can compute every figure of the API
/// again. In the order of zones, then of hours. As CSV there is a line for each point, and the export is written while it is read.
/// </summary>
internal static class HourEndpoints
{
    private const int MsOfSecond = 1_000;
    private const int MsOfQuarter = 900_000;
    private const int HoursPerRead = 7 * 24;

    private static readonly string[] Header =
    [
        "zone", "start", "revision", "closing", "foreign", "point", "observed_s", "occupied_s", "known_s", "expected_s", "low_s", "high_s", "stays", "energy_wh", "unplaced_wh", "entries", "mean",
    ];

    public static void MapHours(this RouteGroupBuilder api)
    {
        api.MapGet("/communities/{community}/usage/hours", List).WithName("ListHours").WithTags("Usage").WithSummary("Usage records: what each zone did in each hour").Produces<Page<UsageRecord>>().AlsoAsCsv().Needs(Right.ReadDeskUsage);
        api.MapGet("/communities/{community}/usage/hours/{zone}/{start}", Revisions).WithName("GetHour").WithTags("Usage").WithSummary("All revisions of one hour").Produces<IReadOnlyList<UsageRecord>>().Needs(Right.ReadDeskUsage);
    }

    private static IResult List(
        string community, string? zone, DateOnly? from, DateOnly? to, [AsParameters] PageRequest page, [AsParameters] CsvRequest csv, RegistryBook registry, WatchedUsageStore store, TimeProvider time)
    {
        var at = registry.Read(community);
        if (at.Community is null || (zone is not null && at.Rows.Find<Zone>($"{community}/{zone}") is null)) return Problem.NotFound();
        var faults = new List<Fault>();
        csv.Check(faults);
        var calendar = CommunityCalendar.Of(at.Rows, community);
        var (first, last) = new UsageQuery(from, to, null, null, null).Dates(calendar.DateAt(time.GetUtcNow().ToUnixTimeMilliseconds()), faults);
        var limit = page.LimitOr(faults);
        var after = HourCursor.Read(page.Cursor, faults);
        if (faults.Count > 0) return Problem.Wrong(faults);
        var span = new CalendarSpan(calendar, first, last);
        var zones = store.Zones().Where(key => key.Community == community && (zone is null || key.Zone == zone) && (after is null || string.CompareOrdinal(key.Zone, after.Zone) >= 0)).Select(key => key.Zone);
        var records = zones.SelectMany(id => Read(store, new ZoneKey(community, id), id == after?.Zone ? Math.Max(span.OriginMs, after.StartMs + MsOfQuarter) : span.OriginMs, span.StartMs(span.Hours)));
        if (csv.IsWanted) return new CsvResult("usage-hours", Header, records.SelectMany(Lines), csv);
        var part = records.Take(limit + 1).ToList();
        var isMore = part.Count > limit;
        if (isMore) part.RemoveAt(limit);
        return TypedResults.Ok(new Page<UsageRecord>(part, isMore ? HourCursor.After(part[^1]) : null));
    }

    // A week at a time, as far as it is asked for: a page does not cost the whole zone, and an export holds nobody up.
    private static IEnumerable<UsageRecord> Read(WatchedUsageStore store, ZoneKey zone, long fromMs, long toMs)
    {
        for (var (start, step) = (fromMs, (long)HoursPerRead * CommunityCalendar.HourMs); start < toMs; start += step)
        {
            foreach (var record in store.Read(zone.Community, zone.Zone, start, Math.Min(start + step, toMs))) yield return record;
        }
    }

    // Hours begin at quarters of an hour, in whichever time zone.
    private static IResult Revisions(string community, string zone, DateTimeOffset start, WatchedUsageStore store) =>
        start.ToUnixTimeMilliseconds() % MsOfQuarter == 0 && store.ReadRevisions(new ZoneKey(community, zone), start.ToUnixTimeMilliseconds()) is { Count: > 0 } found ? TypedResults.Ok(found) : Problem.NotFound();

    private static IEnumerable<IReadOnlyList<string>> Lines(UsageRecord record)
    {
        foreach (var place in record.Places)
        {
            yield return Line(
                record, place.Point, place.ObservedMs, Seconds(place.OccupiedMs), Seconds(place.KnownMs),
                place.KnownMs > 0 ? Seconds(place.ExpectedMs) : "", place.KnownMs > 0 ? Seconds(place.LowMs) : "", place.KnownMs > 0 ? Seconds(place.HighMs) : "", Text(place.Use?.Stays ?? 0));
        }

        foreach (var meter in record.Meters) yield return Line(record, meter.Point, meter.ObservedMs, "", "", "", "", "", "", Text(meter.EnergyWh), Text(meter.UnplacedWh));
        foreach (var door in record.Doors) yield return Line(record, door.Point, door.ObservedMs, "", "", "", "", "", "", "", "", Text(door.Entries));
        foreach (var air in record.Air) yield return Line(record, air.Metric, air.ObservedMs, "", "", "", "", "", "", "", "", "", air.Mean?.ToString(CultureInfo.InvariantCulture) ?? "");
    }

    private static List<string> Line(UsageRecord record, string point, long observedMs, params ReadOnlySpan<string> more)
    {
        var start = DateTimeOffset.FromUnixTimeMilliseconds(record.StartMs).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        List<string> cells = [FormulaText.Write(record.Zone.Zone), start, Text(record.Revision), record.Closing == UsageClosing.Sealed ? "sealed" : "timeOut", record.IsForeign ? "true" : "false", FormulaText.Write(point), Seconds(observedMs), .. more];
        while (cells.Count < Header.Length) cells.Add("");
        return cells;
    }

    private static string Seconds(long ms) => ((decimal)ms / MsOfSecond).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
