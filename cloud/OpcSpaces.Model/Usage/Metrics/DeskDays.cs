using OpcSpaces.Model.Presence;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.History;

namespace OpcSpaces.Model.Usage.Metrics;

/// <summary>Whether a place was used on a date, over all of its hours.</summary>
public static class DeskDays
{
    private const double MsPerSecond = 1_000;

    /// <summary>The day of a place; null where the history has no hour of it, because the span ends before.</summary>
    public static DeskDay? Of(UsageHistory history, int place, int day)
    {
        var hours = history.Span.HoursOf(day);
        if (hours == 0) return null;
        ref readonly var page = ref history.Page(place, day);
        var known = page.IsRecorded ? (long)(hours - page.Count) * CommunityCalendar.HourMs : 0;
        var (expected, low, high) = (0L, 0L, 0L);
        for (var i = page.Offset; i < page.Offset + page.Count; i++)
        {
            var hour = history.Columns[i];
            (known, expected, low, high) = (known + hour.KnownMs, expected + hour.ExpectedMs, low + hour.LowMs, high + hour.HighMs);
        }

        var length = (long)hours * CommunityCalendar.HourMs;
        return new DeskDay(known / MsPerSecond, expected / MsPerSecond, low / MsPerSecond, high / MsPerSecond, Math.Max(0, length - known) / MsPerSecond);
    }

    /// <summary>Whether it was used; undecided where the history has no hour of the date.</summary>
    public static DeskDayUse Use(UsageHistory history, int place, int day, MetricRules rules) => Of(history, place, day)?.Use(rules.UsedDay) ?? DeskDayUse.Undecided;
}
