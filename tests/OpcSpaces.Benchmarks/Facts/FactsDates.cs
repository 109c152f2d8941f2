using OpcSpaces.Benchmarks.Facts.Living;
using OpcSpaces.FirmwareSim.Tenancy.Rows;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Tenancy;

namespace OpcSpaces.Benchmarks.Facts;

/// <summary>
/// The dates of the community's time zone, one of which has 23 hours: what the history of metrics has of each desk and date, beside sums of the
/// records by the system's own conversion of times.
/// </summary>
internal static class FactsDates
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZones.Present);

    /// <summary>The desks and dates that differ, in words.</summary>
    /// <param name="month">The days.</param>
    /// <param name="compared">How many desks and dates were compared.</param>
    /// <param name="shortest">The number of hours of the shortest date.</param>
    public static IReadOnlyList<string> Differences(LivedMonth month, out int compared, out int shortest)
    {
        var (script, community) = (month.Script, month.Script.Plan.Community.Id);
        var rows = CommunityRows.OfSpaces(script.Plan, script.First.AddDays(-1));
        rows.Put(rows.Find<CommunityFacts>(community)! with { TimeZone = TimeZones.Present });
        var places = CommunityPlaces.Of(rows, community);
        var span = new CalendarSpan(CommunityCalendar.Of(rows, community), script.First, script.First.AddDays(script.Days - 1));
        var history = UsageHistoryBuilder.Of(span, places, month.Records);
        var plain = month.Records
            .SelectMany(record => record.Places.Select(place => (record.Zone.Zone, place.Point, Date: DateOf(record.StartMs), Hour: PlaceHour.Of(place))))
            .GroupBy(it => (it.Zone, it.Point, it.Date)).ToDictionary(it => it.Key, it => (Hours: it.Count(), Known: it.Sum(hour => (long)hour.Hour.KnownMs), Expected: it.Sum(hour => (long)hour.Hour.ExpectedMs)));
        (compared, shortest) = (0, int.MaxValue);
        var differences = new List<string>();
        foreach (var (place, facts) in places.Places.Index())
        {
            for (var day = 0; day < script.Days; day++)
            {
                var (sum, own) = (history.WholeDay(place, day), plain.GetValueOrDefault((facts.Zone.Id, facts.Point, script.First.AddDays(day))));
                if (own.Hours == 0) continue; // a room whose point no gateway has
                (compared, shortest) = (compared + 1, Math.Min(shortest, own.Hours));
                if ((sum.PossibleMs, sum.KnownMs, sum.ExpectedMs) != (own.Hours * FactHour.LengthMs, own.Known, own.Expected)) differences.Add($"{facts.Key} on {script.First.AddDays(day):yyyy-MM-dd}: {sum}, by the records {own}");
            }
        }

        return differences;
    }

    private static DateOnly DateOf(long startMs) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(startMs), Zone).DateTime);
}
