using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Time;

public class StartMomentTests
{
    private static readonly DateTimeOffset WednesdayNight = new(2026, 3, 4, 23, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset WednesdayNoon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset SundayNoon = new(2026, 3, 8, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Before = TimeSpan.FromMinutes(20);

    [Fact]
    public void Now_lives_by_the_wall_clock()
    {
        var start = Parse("now", WednesdayNight)!;
        Assert.Equal((WednesdayNight - Before, WednesdayNight.DateTime), (start.Instant, start.Clock.Local(WednesdayNight)));
    }

    [Fact]
    public void An_hour_moves_the_people_and_not_the_readings()
    {
        var start = Parse("10:00", WednesdayNight)!;
        Assert.Equal((WednesdayNight - Before, new DateTime(2026, 3, 4, 10, 0, 0)), (start.Instant, start.Clock.Local(WednesdayNight)));
    }

    [Fact]
    public void Auto_is_now_in_working_hours_and_ten_on_a_working_day_at_other_times()
    {
        Assert.Equal(WednesdayNoon.DateTime, Parse("auto", WednesdayNoon)!.Clock.Local(WednesdayNoon));
        Assert.Equal(new DateTime(2026, 3, 4, 10, 0, 0), Parse("auto", WednesdayNight)!.Clock.Local(WednesdayNight));
        Assert.Equal(new DateTime(2026, 3, 6, 10, 0, 0), Parse("auto", SundayNoon)!.Clock.Local(SundayNoon));
    }

    [Fact]
    public void Auto_knows_holidays_and_the_weekends_that_make_up_for_them()
    {
        var (nationalDay, makeUpSaturday) = (new DateTimeOffset(2026, 10, 1, 11, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 2, 14, 11, 0, 0, TimeSpan.Zero));

        Assert.Equal(new DateTime(2026, 9, 30, 10, 0, 0), Parse("auto", nationalDay)!.Clock.Local(nationalDay));
        Assert.Equal(makeUpSaturday.DateTime, Parse("auto", makeUpSaturday)!.Clock.Local(makeUpSaturday));
    }

    [Fact]
    public void A_past_date_is_where_virtual_time_begins() =>
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), Parse("2026-03-02T08:00", WednesdayNight)!.Instant);

    [Theory]
    [InlineData("2026-03-05T08:00")]
    [InlineData("tomorrow")]
    [InlineData("25:00")]
    [InlineData("")]
    public void A_future_or_invalid_time_is_refused(string text) => Assert.Null(Parse(text, WednesdayNight));

    [Fact]
    public void The_time_that_a_simulation_has_reached_is_stored_exactly()
    {
        using var directory = new TemporaryDirectory();
        var through = new SimulatedThrough(directory.FullPath);
        Assert.Null(through.Read());

        through.Write(WednesdayNight.AddTicks(12_345));

        Assert.Equal(WednesdayNight.AddTicks(12_345), through.Read());
    }

    [Fact]
    public void A_kill_costs_the_reserved_time_and_no_moment_is_simulated_twice()
    {
        using var directory = new TemporaryDirectory();
        var through = new SimulatedThrough(directory.FullPath);

        through.Reserve(WednesdayNoon, TimeSpan.FromMinutes(10));
        through.Reserve(WednesdayNoon.AddMinutes(9), TimeSpan.FromMinutes(10));
        Assert.Equal(WednesdayNoon.AddMinutes(10), through.Read());

        through.Reserve(WednesdayNoon.AddMinutes(11), TimeSpan.FromMinutes(10));
        Assert.Equal(WednesdayNoon.AddMinutes(21), through.Read());

        through.Write(WednesdayNoon.AddMinutes(12));
        Assert.Equal(WednesdayNoon.AddMinutes(12), through.Read());
    }

    private static StartMoment? Parse(string text, DateTimeOffset now) => StartMoment.Parse(text, now, new BuildingClock(TimeSpan.Zero), Before);
}
