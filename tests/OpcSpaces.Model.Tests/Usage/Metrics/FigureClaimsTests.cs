using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.Metrics;

namespace OpcSpaces.Model.Tests.Usage.Metrics;

/// <summary>What a figure must not claim.</summary>
public class FigureClaimsTests
{
    private static readonly MetricRules Rules = MetricRules.Default;

    [Fact]
    public void Seat_hours_are_a_plain_sum_also_on_days_of_absence_and_out_of_service()
    {
        var community = new TestCommunity(desks: 1);
        community.With(community.Lease("t", "2026-01-01", null, "desk/1"), new Absence("hub", "t", new(2026, 3, 3), new(2026, 3, 4)));
        var span = community.Span("2026-03-02", "2026-03-06");
        var history = community.History(span, (place, _) => TestCommunity.Sure(place, 30));
        Assert.Equal(5 * 24 * 0.5, ZoneUse.Of(history, [0], Rules).SeatHours.Value);
        Assert.Equal(5 * 24 * 0.5, TenantUse.Of(history, "t", Rules).SeatHours.Value);
    }

    [Fact]
    public void A_desk_that_was_used_during_an_announced_absence_was_used()
    {
        var community = new TestCommunity(desks: 1);
        community.With(community.Lease("t", "2026-01-01", null, "desk/1"), new Absence("hub", "t", new(2026, 3, 3), new(2026, 3, 4)));
        var span = community.Span("2026-03-02", "2026-03-31");
        var history = community.History(span, (place, hour) => TestCommunity.Sure(place, hour is >= 34 and < 40 ? 60 : 0));
        Assert.Equal(IdleState.Used, IdleDesks.NeverUsed(history, 0, Rules).State);
    }

    [Fact]
    public void A_sensor_that_was_swapped_after_the_span_changes_no_answer_about_the_span()
    {
        var community = new TestCommunity(desks: 1).With(
            new Point("hub", "z1", "desk/1", 1, new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), GenerationReason.Installed), new Point("hub", "z1", "desk/1", 2, new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero), GenerationReason.Swapped));
        var history = community.History(community.Span("2026-03-02", "2026-03-31"), (place, _) => TestCommunity.Sure(place, 0));
        Assert.Equal(IdleState.Idle, IdleDesks.NeverUsed(history, 0, Rules).State);
    }

    [Fact]
    public void A_cut_stay_can_be_longer_than_all_that_were_seen()
    {
        var dwell = new DwellTimes([.. Enumerable.Range(1, 97)], 3, Rules);
        Assert.Null(dwell.Quantile(0.98).High);
        Assert.Equal(0, dwell.Quantile(0.02).Low);
        Assert.NotNull(dwell.Quantile(0.9).High);
    }

    [Fact]
    public void Hours_that_a_working_Sunday_borrows_are_said()
    {
        var community = new TestCommunity().With(new CalendarDay("hub", new(2026, 3, 8), DayKind.Workday));
        Assert.True(community.Calendar.Day(new(2026, 3, 8)).IsOpen);
        Assert.Equal("workdays without hours whose weekday is closed have the hours of Monday: 2026-03-08", community.Calendar.Assumption);
        Assert.Null(new TestCommunity().With(new CalendarDay("hub", new(2026, 3, 8), DayKind.Workday, new(9, 0), new(12, 0))).Calendar.Assumption);
    }

    [Fact]
    public void A_holiday_is_no_example_of_its_weekday()
    {
        var community = new TestCommunity(desks: 1).With(new CalendarDay("hub", new(2026, 3, 2), DayKind.Holiday));
        var span = community.Span("2026-03-02", "2026-03-15"); // two Mondays, one of them a holiday
        var map = HeatMap.Of(community.History(span, (place, hour) => TestCommunity.Sure(place, hour < 24 ? 0 : 60)), [0], Rules);
        Assert.Equal(1, map[DayOfWeek.Monday, 10].Value);
    }

    [Fact]
    public void A_hundred_desks_that_are_each_a_little_doubtful_do_not_make_an_hour_that_was_surely_unused()
    {
        var community = new TestCommunity(desks: 100);
        var span = community.Span("2026-03-02", "2026-03-06");
        // Each desk is occupied for the whole hour with 5 %: its 90th percentile is 0. Somebody is there with 99.4 %.
        var history = community.History(span, (place, _) => new PlaceUsage(place.Point, TestCommunity.Hour, 0, TestCommunity.Hour, TestCommunity.Hour / 20, 0, 0, null));
        Assert.Equal(1, ZoneUse.Of(history, [.. Enumerable.Range(0, 100)], Rules).Frequency.High);
    }

    [Fact]
    public void Frequency_says_how_many_hours_were_left_out()
    {
        // The hour from 9 is the only one that is used, and 90 % of it are known: too little for an hour. Of nine open hours eight are known.
        var community = new TestCommunity(desks: 10);
        var span = community.Span("2026-03-02", "2026-03-06");
        var history = community.History(span, (place, hour) => hour % 24 == 9 && place.Point is "desk/1" ? null : TestCommunity.Sure(place, hour % 24 == 9 ? 60 : 0));
        var frequency = ZoneUse.Of(history, [.. Enumerable.Range(0, 10)], Rules).Frequency;
        Assert.Null(frequency.Value);
        Assert.Equal(8 / 9.0, frequency.Coverage, 1e-9);
    }

    [Fact]
    public void A_door_without_records_is_shown_without_a_value()
    {
        var community = new TestCommunity(desks: 1).With(new Point("hub", "z1", "door/2", 1, DateTimeOffset.UnixEpoch, GenerationReason.Installed));
        var history = community.History(community.Span("2026-03-02", "2026-03-02"), (place, _) => TestCommunity.Sure(place, 0), (record, _) => record with { Doors = [new DoorUsage("door/1", 2, TestCommunity.Hour)] });
        var flows = DoorFlows.OfZones(history, ["z1"], Rules);
        Assert.Equal([("door/1", (double?)48), ("door/2", null)], flows.Select(flow => (flow.Door.Point, flow.Total.Value)));
    }

    [Fact]
    public void No_two_open_minutes_of_Lord_Howe_are_lost()
    {
        var community = new TestCommunity(timeZone: "Australia/Lord_Howe");
        foreach (var day in Enum.GetValues<Weekday>()) community.With(new OpeningHours("hub", day, new(0, 0), new(0, 0)));
        var span = community.Span("2026-01-01", "2026-01-31");
        Assert.All(Enumerable.Range(1, span.Hours - 2), hour => Assert.Equal(CommunityCalendar.HourMs, span.OpenMs(hour)));
    }
}
