using System.Globalization;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Tests.Time;

public class BuildingClockTests
{
    private static readonly TimeSpan Shenzhen = TimeSpan.FromHours(8);

    [Fact]
    public void A_clock_set_to_ten_shows_ten_at_that_moment_and_goes_on_from_there()
    {
        var night = new DateTimeOffset(2026, 3, 4, 23, 30, 0, Shenzhen);
        var clock = BuildingClock.Showing(new TimeOnly(10, 0), night, Shenzhen);

        Assert.Equal(new DateTime(2026, 3, 4, 10, 0, 0), clock.Local(night));
        Assert.Equal(new DateTime(2026, 3, 4, 10, 45, 0), clock.Local(night.AddMinutes(45)));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    public void A_clock_that_was_set_at_a_weekend_shows_the_Friday_before(int day)
    {
        var weekend = new DateTimeOffset(2026, 3, day, 9, 0, 0, Shenzhen);
        Assert.Equal(new DateTime(2026, 3, 6, 10, 0, 0), BuildingClock.Showing(new TimeOnly(10, 0), weekend, Shenzhen).Local(weekend));
    }

    [Theory]
    [InlineData("2026-10-01", "2026-09-30")] // the National Day
    [InlineData("2026-10-07", "2026-09-30")]
    [InlineData("2026-02-14", "2026-02-14")] // a Saturday that makes up for the Spring Festival
    [InlineData("2026-02-18", "2026-02-14")]
    public void A_clock_that_was_set_on_a_holiday_shows_the_workday_before(string today, string shown)
    {
        var night = new DateTimeOffset(Date(today), new TimeOnly(22, 0), Shenzhen);
        Assert.Equal(Date(shown).ToDateTime(new TimeOnly(10, 0)), BuildingClock.Showing(new TimeOnly(10, 0), night, Shenzhen).Local(night));
    }

    [Fact]
    public void Local_seconds_of_a_date_lead_back_to_the_instant()
    {
        var clock = new BuildingClock(Shenzhen);
        var instant = new DateTimeOffset(2026, 3, 4, 9, 15, 0, Shenzhen);

        Assert.Equal(instant, clock.Instant(new DateOnly(2026, 3, 4), 9.25 * 3_600));
    }

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
