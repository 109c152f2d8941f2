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
        var week = new WeekSums();
        foreach (var place in places)
        {
            Add(cells, idleDays, week, history, place);
            week.MoveTo(cells);
        }

        for (var cell = 0; cell < cells.Length; cell++) cells[cell].AddIdle(idleDays[cell / HoursOfDay]);
        return new HeatMap(cells, rules.LeastCoverage);
    }

    private static void Add(TimeSum[] cells, int[] idleDays, WeekSums week, UsageHistory history, int place)
    {
        var facts = history.Days[place];
        for (var day = 0; day < facts.Length; day++)
        {
            if (!facts[day].IsAvailable() || history.Span.Days[day].IsSpecial) continue;
            var weekday = (int)history.Span.Weekday(day);
            ref readonly var page = ref history.Page(place, day);
            if (!history.Span.IsPlain(day)) AddOddDay(cells.AsSpan(weekday * HoursOfDay, HoursOfDay), history, place, day);
            else if (!page.IsRecorded) AddUnknown(cells.AsSpan(weekday * HoursOfDay, HoursOfDay));
            else
            {
                idleDays[weekday]++;
                week.Add((weekday * HoursOfDay) + page.First, history.Columns, page);
            }
        }
    }

    private static void AddUnknown(Span<TimeSum> row)
    {
        foreach (ref var cell in row) cell.AddUnknown(1);
    }

    private static void AddOddDay(Span<TimeSum> row, UsageHistory history, int place, int day)
    {
        var first = history.Span.FirstHour(day);
        for (var i = 0; i < history.Span.HoursOf(day); i++)
            row[history.Span.LocalHour(first + i)].Add(Calendars.CommunityCalendar.HourMs, history.Hour(place, day, i) ?? default);
    }
}
