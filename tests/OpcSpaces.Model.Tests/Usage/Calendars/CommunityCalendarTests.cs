using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage.Calendars;

namespace OpcSpaces.Model.Tests.Usage.Calendars;

public class CommunityCalendarTests
{
    [Theory]
    // Clocks are set forward on 29 March and back on 25 October 2026 in Berlin; on 8 March and 1 November in New York.
    [InlineData("Europe/Berlin", "2026-03-29", "2026-03-28T23:00", 23)]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-24T22:00", 25)]
    [InlineData("Europe/Berlin", "2026-10-26", "2026-10-25T23:00", 24)]
    [InlineData("America/New_York", "2026-03-08", "2026-03-08T05:00", 23)]
    [InlineData("America/New_York", "2026-11-01", "2026-11-01T04:00", 25)]
    [InlineData("Asia/Kolkata", "2026-06-01", "2026-05-31T18:30", 24)]
    [InlineData("Asia/Shanghai", "2026-06-01", "2026-05-31T16:00", 24)]
    // Clocks were set forward at midnight: the date began at 01:00.
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00", 23)]
    public void A_date_begins_at_its_first_instant_and_has_its_hours(string zone, string date, string startUtc, int hours)
    {
        var span = new TestCommunity(timeZone: zone).Span(date, date);
        Assert.Equal(Utc(startUtc), span.Days[0].StartMs);
        Assert.Equal(Utc(startUtc), span.OriginMs);
        Assert.Equal(hours, span.HoursOf(0));
        Assert.Equal(hours, (span.Days[0].EndMs - span.Days[0].StartMs) / TestCommunity.Hour);
    }

    [Fact]
    public void Where_clocks_are_set_back_an_hour_of_the_clock_comes_twice_and_where_they_are_set_forward_one_is_missing()
    {
        var community = new TestCommunity(timeZone: "Europe/Berlin");
        var (back, forward) = (community.Span("2026-10-25", "2026-10-25"), community.Span("2026-03-29", "2026-03-29"));
        Assert.Equal([0, 1, 2, 2, 3], Enumerable.Range(0, 5).Select(back.LocalHour));
        Assert.Equal([0, 1, 3, 4], Enumerable.Range(0, 4).Select(forward.LocalHour));
    }

    [Theory]
    [InlineData("2026-03-27", 9)] // a Friday
    [InlineData("2026-03-28", 0)]
    [InlineData("2026-03-30", 9)] // after the change of clocks
    public void The_open_hours_are_those_of_the_clock(string date, int openHours)
    {
        var span = new TestCommunity(timeZone: "Europe/Berlin").Span(date, date);
        Assert.Equal(openHours, Enumerable.Range(0, span.Hours).Count(hour => span.OpenMs(hour) == TestCommunity.Hour));
        Assert.All(Enumerable.Range(0, span.Hours).Where(hour => span.OpenMs(hour) > 0), hour => Assert.InRange(span.LocalHour(hour), 9, 17));
    }

    [Fact]
    public void An_hour_is_open_in_part_where_the_community_opens_or_closes_within_it()
    {
        var span = new TestCommunity().With(new OpeningHours("hub", Weekday.Monday, new(8, 30), new(17, 45))).Span("2026-03-02", "2026-03-02");
        Assert.Equal(TestCommunity.Hour / 2, span.OpenMs(8));
        Assert.Equal(TestCommunity.Hour, span.OpenMs(9));
        Assert.Equal(45 * 60_000, span.OpenMs(17));
        Assert.Equal(0, span.OpenMs(18));
        Assert.Equal(TestCommunity.Hour / 2, new TestCommunity(timeZone: "Asia/Kolkata").With(new OpeningHours("hub", Weekday.Monday, new(8, 30), new(17, 0))).Span("2026-03-02", "2026-03-02").OpenMs(8));
        var short_ = new TestCommunity().With(new OpeningHours("hub", Weekday.Monday, new(8, 10), new(8, 30))).Span("2026-03-02", "2026-03-02");
        Assert.Equal([20 * 60_000], Enumerable.Range(0, 24).Select(short_.OpenMs).Where(ms => ms > 0));
    }

    [Fact]
    public void Special_dates_overrule_the_week()
    {
        var calendar = new TestCommunity().With(
            new CalendarDay("hub", new(2026, 10, 1), DayKind.Holiday),
            new CalendarDay("hub", new(2026, 10, 2), DayKind.Holiday, new(10, 0), new(12, 0)),
            new CalendarDay("hub", new(2026, 10, 10), DayKind.Workday),
            new CalendarDay("hub", new(2026, 10, 11), DayKind.Workday, new(8, 0), new(0, 0))).Calendar;
        Assert.Equal((false, 0.0), Open("2026-10-01"));
        Assert.Equal((false, 2.0), Open("2026-10-02"));
        Assert.Equal((true, 9.0), Open("2026-10-09"));
        // A working Saturday without hours, and Saturdays have none: those of Monday.
        Assert.Equal((true, 9.0), Open("2026-10-10"));
        Assert.Equal((true, 16.0), Open("2026-10-11"));
        Assert.Equal((false, 0.0), Open("2026-10-17"));
        Assert.True(calendar.IsOpen(Utc("2026-10-09T01:00")));
        Assert.False(calendar.IsOpen(Utc("2026-10-09T00:59")));
        Assert.False(calendar.IsOpen(Utc("2026-10-09T10:00")));
        Assert.True(calendar.IsWorkday(new(2026, 10, 10)));

        (bool, double) Open(string date)
        {
            var day = calendar.Day(DateOnly.Parse(date, null));
            return (day.IsWorkday, (double)day.OpenMs(day.StartMs, day.EndMs) / TestCommunity.Hour);
        }
    }

    [Fact]
    public void Without_opening_hours_some_are_assumed_and_it_says_so()
    {
        var community = new TestCommunity();
        Assert.Null(community.Calendar.Assumption);
        var none = new TestCommunity();
        foreach (var key in none.Rows.Of(RegistryTables.Of<OpeningHours>()).Keys.ToList()) none.Rows.Remove(RegistryTables.Of<OpeningHours>(), key);
        Assert.Equal("the registry has no opening hours: Monday to Friday, 09:00 to 18:00, are assumed", none.Calendar.Assumption);
        Assert.True(none.Calendar.IsWorkday(new(2026, 3, 6)));
        Assert.False(none.Calendar.IsWorkday(new(2026, 3, 7)));
    }

    [Fact]
    public void Bad_input_is_refused_with_a_sentence()
    {
        Assert.Contains("no community 'valley'", Assert.Throws<ArgumentException>(() => CommunityCalendar.Of(new TestCommunity().Rows, "valley")).Message, StringComparison.Ordinal);
        Assert.Contains("'Asia/Nowhere'", Assert.Throws<UnknownTimeZoneException>(() => new TestCommunity(timeZone: "Asia/Nowhere").Calendar).Message, StringComparison.Ordinal);
        Assert.Contains("give 1 to 1830", Assert.Throws<ArgumentException>(() => new TestCommunity().Span("2026-03-02", "2026-03-01")).Message, StringComparison.Ordinal);
        Assert.Contains("are 4018 days", Assert.Throws<ArgumentException>(() => new TestCommunity().Span("2020-01-01", "2030-12-31")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hours_that_have_not_ended_are_no_part_of_a_span()
    {
        var span = new TestCommunity().Span("2026-03-02", "2026-03-04", Utc("2026-03-03T02:30"));
        Assert.Equal(34, span.Hours);
        Assert.Equal((24, 10, 0), (span.HoursOf(0), span.HoursOf(1), span.HoursOf(2)));
        Assert.Equal(33, span.HourAt(Utc("2026-03-03T01:00")));
        Assert.Equal(-1, span.HourAt(Utc("2026-03-03T02:00")));
        Assert.Equal(-1, span.HourAt(Utc("2026-03-03T00:30")));
        Assert.Equal(0, new TestCommunity().Span("2026-03-02", "2026-03-04", 0).Hours);
    }

    internal static long Utc(string text) => new DateTimeOffset(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero).ToUnixTimeMilliseconds();
}
