using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Tenancy;

namespace OpcSpaces.Model.Usage.Metrics;

/// <summary>
/// The occupied share of places by weekday and hour of the day, in the community's time zone: occupied ÷ known time of the days on which each
/// place was available. Dates with a row of their own in the calendar (holidays, working Sundays) are no example of their weekday and are left
/// out. All hours are there, also those in which the community is closed. Where clocks are set back, the hour that comes twice
/// counts twice; where they are set forward, the skipped hour is missing.
/// </summary>
public sealed class HeatMap
{
    private const int HoursOfDay = 24;

    private readonly TimeSum[] _cells;
    private readonly double _threshold;

    private HeatMap(TimeSum[] cells, double threshold) => (_cells, _threshold) = (cells, threshold);

    /// <summary>The occupied share of an hour; its coverage is the known part of the available time.</summary>
    /// <param name="weekday">The weekday.</param>
    /// <param name="hour">The hour of the day, 0 to 23.</param>
    public Figure this[DayOfWeek weekday, int hour] => Figure.Share(Time(weekday, hour), _threshold);

    /// <summary>The sums behind a figure.</summary>
    public TimeSum Time(DayOfWeek weekday, int hour) => _cells[((int)weekday * HoursOfDay) + hour];

    /// <param name="history">The records.</param>
    /// <param name="places">The numbers of the places (<see cref="CommunityPlaces.Where"/>).</param>
    /// <param name="rules">The parameters.</param>
    public static HeatMap Of(UsageHistory history, IEnumerable<int> places, MetricRules rules)
    {
        var cells = new TimeSum[7 * HoursOfDay];
        // Whole days of idle hours are counted first, and spread over the cells at the end.
        var idleDays = new int[7];
        foreach (var place in places) Add(cells, idleDays, history, place);
        for (var cell = 0; cell < cells.Length; cell++) cells[cell].AddIdle(idleDays[cell / HoursOfDay]);
        return new HeatMap(cells, rules.LeastCoverage);
    }

    private static void Add(TimeSum[] cells, int[] idleDays, UsageHistory history, int place)
    {
        var days = history.Span.Days;
        var facts = history.Days[place];
        for (var day = 0; day < facts.Length; day++)
        {
            if (!facts[day].IsAvailable() || days[day].IsSpecial) continue;
            var weekday = (int)days[day].Date.DayOfWeek;
            var row = cells.AsSpan(weekday * HoursOfDay, HoursOfDay);
            ref readonly var page = ref history.Page(place, day);
            if (history.Span.IsPlain(day))
            {
                if (page.IsRecorded) idleDays[weekday]++;
                AddPlainDay(row, history, page);
            }
            else
            {
                AddOddDay(row, history, place, day);
            }
        }
    }

    // Hours that are kept replace the idle ones that were counted with the day.
    private static void AddPlainDay(Span<TimeSum> row, UsageHistory history, in DayPage page)
    {
        if (!page.IsRecorded)
        {
            foreach (ref var cell in row) cell.AddUnknown(1);
            return;
        }

        if (page.Count == 0) return;
        var columns = history.Columns;
        var known = columns.Known.AsSpan(page.Offset, page.Count);
        var expected = columns.Expected.AsSpan(page.Offset, page.Count);
        var low = columns.Low.AsSpan(page.Offset, page.Count);
        var high = columns.High.AsSpan(page.Offset, page.Count);
        row = row.Slice(page.First, page.Count);
        for (var i = 0; i < row.Length; i++)
        {
            ref var cell = ref row[i];
            cell.KnownMs -= Calendars.CommunityCalendar.HourMs;
            cell.AddKnown(known[i], expected[i], low[i], high[i]);
        }
    }

    private static void AddOddDay(Span<TimeSum> row, UsageHistory history, int place, int day)
    {
        var first = history.Span.FirstHour(day);
        for (var i = 0; i < history.Span.HoursOf(day); i++)
            row[history.Span.LocalHour(first + i)].Add(Calendars.CommunityCalendar.HourMs, history.Hour(place, day, i) ?? default);
    }
}
