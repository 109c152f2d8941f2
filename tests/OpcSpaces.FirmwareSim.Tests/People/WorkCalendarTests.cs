using System.Globalization;
using OpcSpaces.FirmwareSim.People.Calendar;

namespace OpcSpaces.FirmwareSim.Tests.People;

public class WorkCalendarTests
{
    [Theory]
    [InlineData("2025-01-26", DayKind.Workday)] // a Sunday that makes up for the Spring Festival
    [InlineData("2025-01-28", DayKind.Holiday)]
    [InlineData("2025-10-08", DayKind.Holiday)]
    [InlineData("2026-01-02", DayKind.Holiday)]
    [InlineData("2026-02-14", DayKind.Workday)] // a Saturday
    [InlineData("2026-02-23", DayKind.Holiday)]
    [InlineData("2026-02-24", DayKind.Workday)]
    [InlineData("2026-03-07", DayKind.Weekend)]
    [InlineData("2026-10-10", DayKind.Workday)] // a Saturday
    [InlineData("2027-02-06", DayKind.Holiday)]
    [InlineData("2030-10-01", DayKind.Workday)] // not published: Monday to Friday
    public void A_date_has_the_kind_that_the_State_Council_published(string date, DayKind kind) =>
        Assert.Equal(kind, WorkCalendar.China[DateOnly.Parse(date, CultureInfo.InvariantCulture)]);

    [Fact]
    public void A_time_span_in_a_year_without_holidays_causes_a_warning()
    {
        Assert.Null(WorkCalendar.China.Warning(new DateTime(2025, 1, 1), new DateTime(2027, 12, 31)));
        Assert.Contains("2025 to 2027", WorkCalendar.China.Warning(new DateTime(2027, 12, 31), new DateTime(2028, 1, 1)), StringComparison.Ordinal);
        Assert.NotNull(WorkCalendar.China.Warning(new DateTime(2024, 12, 31), new DateTime(2025, 1, 1)));
    }

    [Fact]
    public void A_year_with_its_make_up_days_has_about_two_hundred_and_fifty_workdays()
    {
        var days = Enumerable.Range(0, 365).Select(day => WorkCalendar.China[new DateOnly(2026, 1, 1).AddDays(day)]);
        Assert.Equal(248, days.Count(kind => kind == DayKind.Workday));
    }
}
