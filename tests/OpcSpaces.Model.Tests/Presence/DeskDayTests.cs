using OpcSpaces.Model.Presence;

namespace OpcSpaces.Model.Tests.Presence;

public class DeskDayTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void A_desk_whose_lower_bound_reaches_the_threshold_was_used()
    {
        var day = DeskDay.Of([.. Empty(22), Hour(20, 17, 25), Hour(16, 13, 20)], Day);

        Assert.Equal(new DeskDay(24 * 3_600, 36 * 60, 30 * 60, 45 * 60, 0), day);
        Assert.Equal(DeskDayUse.Used, day.Use());
        Assert.Equal(DeskDayUse.Undecided, day.Use(TimeSpan.FromMinutes(31)));
    }

    [Fact]
    public void A_desk_whose_upper_bound_is_below_the_threshold_was_unused()
    {
        var day = DeskDay.Of([.. Empty(22), Hour(5, 0, 14), Hour(5, 0, 15.9)], Day);

        Assert.Equal(DeskDayUse.Unused, day.Use());
        Assert.Equal(DeskDayUse.Undecided, day.Use(TimeSpan.FromMinutes(29)));
    }

    [Fact]
    public void Many_hours_that_are_each_a_little_doubtful_do_not_make_an_unused_day()
    {
        // In each hour there is somebody for the whole hour with 5 %: the 90th percentile of each is 0, but that of the day is not.
        var day = DeskDay.Of(Enumerable.Repeat(Hour(3, 0, 0), 24), Day);

        Assert.Equal(0, day.HighSeconds);
        Assert.Equal(DeskDayUse.Undecided, day.Use());
        Assert.Equal(DeskDayUse.Unused, DeskDay.Of(Enumerable.Repeat(Hour(0.6, 0, 0), 24), Day).Use());
    }

    [Theory]
    [InlineData(0, DeskDayUse.Unused)]
    [InlineData(29, DeskDayUse.Unused)]
    [InlineData(30, DeskDayUse.Undecided)]
    [InlineData(600, DeskDayUse.Undecided)]
    public void Unknown_time_may_have_been_used(int unknownMinutes, DeskDayUse use)
    {
        var known = TimeSpan.FromDays(1) - TimeSpan.FromMinutes(unknownMinutes);
        var hours = Enumerable.Range(0, 24).Select(hour => Math.Clamp(known.TotalSeconds - (hour * 3_600), 0, 3_600)).Select(seconds => new OccupiedTime(seconds, 0, 0, 0));

        Assert.Equal(use, DeskDay.Of(hours, Day).Use());
    }

    [Fact]
    public void An_hour_that_never_arrived_is_unknown()
    {
        Assert.Equal(3_600, DeskDay.Of(Empty(23), Day).UnknownSeconds);
        Assert.Equal(DeskDayUse.Undecided, DeskDay.Of(Empty(23), Day).Use());
        Assert.Equal(DeskDayUse.Undecided, DeskDay.Of([], Day).Use());
    }

    [Fact]
    public void What_is_known_is_enough_for_a_used_day_whatever_is_missing() =>
        Assert.Equal(DeskDayUse.Used, DeskDay.Of([Hour(50, 40, 60)], Day).Use());

    [Fact]
    public void The_hours_of_the_day_may_come_in_any_order_and_a_day_may_be_shorter()
    {
        OccupiedTime[] hours = [Hour(10, 5, 20), Hour(0, 0, 0), Hour(30, 20, 40)];

        Assert.Equal(DeskDay.Of(hours, TimeSpan.FromHours(3)), DeskDay.Of(hours.Reverse(), TimeSpan.FromHours(3)));
        Assert.Equal(0, DeskDay.Of(hours, TimeSpan.FromHours(3)).UnknownSeconds);
    }

    [Theory]
    [InlineData(3_700, 0, 0, 0)]
    [InlineData(3_600, 3_700, 0, 3_600)]
    [InlineData(3_600, 100, -1, 200)]
    [InlineData(3_600, 100, 200, 100)]
    [InlineData(100, 50, 0, 200)]
    [InlineData(double.NaN, 0, 0, 0)]
    public void An_hour_that_contradicts_itself_is_refused(double known, double expected, double low, double high)
    {
        var exception = Assert.Throws<ArgumentException>(() => DeskDay.Of([new OccupiedTime(known, expected, low, high)], Day));
        Assert.Contains("is not an hour", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_hours_than_the_day_has_are_refused()
    {
        Assert.Throws<ArgumentException>(() => DeskDay.Of(Empty(25), Day));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeskDay.Of([], TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeskDay.Of([], Day).Use(TimeSpan.Zero));
    }

    // In minutes of a completely known hour.
    private static OccupiedTime Hour(double expected, double low, double high) => new(3_600, expected * 60, low * 60, high * 60);

    private static IEnumerable<OccupiedTime> Empty(int hours) => Enumerable.Repeat(Hour(0, 0, 0), hours);
}
