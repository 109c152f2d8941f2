using OpcSpaces.Points.Hours;

namespace OpcSpaces.Points.Tests.Hours;

/// <summary>What tallies count when it is known that their clock was set.</summary>
public sealed class SetClockTests
{
    private const long Hour = MetricHour.LengthMs;
    private const long Minute = 60_000;
    private const long Nine = 1_772_442_000_000; // 2026-03-02 09:00 UTC
    private readonly MetricTally _presence = new(MetricNature.Presence);
    private readonly StayTally _stays = new();

    [Fact]
    public void No_time_passes_by_a_step_forward_and_what_holds_goes_on()
    {
        Desk(Nine, true);
        Step(Nine + (10 * Minute), Nine + (5 * Hour) + (10 * Minute));
        Desk(Nine + (5 * Hour) + (30 * Minute), false);

        Assert.Equal((10 * Minute, 10 * Minute), Used(0));
        Assert.Equal((0, 0), Used(3));
        Assert.Equal((20 * Minute, 20 * Minute), Used(5));
        Assert.Equal((1, 0, 1), Stays(0));
        Assert.Equal((1, 0, 1), Stays(5)); // nobody knows how long it was
    }

    [Fact]
    public void A_step_back_forgets_the_hours_that_are_still_to_come_and_they_are_counted_anew()
    {
        Desk(Nine, true);
        Step(Nine + (50 * Minute), Nine + (5 * Hour) + (50 * Minute));
        Desk(Nine + (6 * Hour) + (20 * Minute), false);
        Step(Nine + (6 * Hour) + (30 * Minute), Nine + Hour + (30 * Minute));
        Desk(Nine + (6 * Hour), true);

        Assert.Equal((50 * Minute, 50 * Minute), Used(0));
        Assert.Equal((30 * Minute, 0), Used(1)); // free since the step
        Assert.Equal((Hour, 0), Used(5));
        Assert.Equal((0, 0, 0), Stays(5));
    }

    [Fact]
    public void What_comes_while_it_is_stopped_has_no_time_and_says_what_holds_afterwards()
    {
        Desk(Nine, false);
        _presence.StopAt(Nine + (20 * Minute));
        _stays.StopAt(Nine + (20 * Minute));
        Desk(Nine + (8 * Hour), true);
        Assert.Equal((20 * Minute, 0), Used(0, through: Nine + (9 * Hour)));
        Assert.Equal(default, _presence.HourAt(Nine + (8 * Hour), Nine + (9 * Hour)) with { StartMs = 0 });

        _presence.ContinueAt(Nine + (40 * Minute));
        _stays.ContinueAt(Nine + (40 * Minute));
        Desk(Nine + (50 * Minute), false);
        Assert.Equal((20 * Minute + 20 * Minute, 10 * Minute), Used(0, through: Nine + Hour));
        Assert.Equal((1, 0, 1), Stays(0));
    }

    [Fact]
    public void Hours_are_voided_from_one_time_to_another()
    {
        Desk(Nine, true);
        Desk(Nine + (4 * Hour) + 1, false);
        _presence.Void(Nine + Hour + (59 * Minute), Nine + (2 * Hour));
        _stays.Void(Nine, Nine + 1);
        Assert.Equal([Hour, 0L, 0L, Hour, 1L], Enumerable.Range(0, 5).Select(hour => Used(hour).Observed));
        Assert.Equal((0, 0, 0), Stays(0));
    }

    [Fact]
    public void With_them_goes_the_newest_hour_where_it_has_readings_of_an_earlier_time()
    {
        Desk(Nine, true);
        Desk(Nine + (4 * Hour) + (10 * Minute), false);
        Desk(Nine + Hour, true); // by a clock that is behind
        _presence.Void(Nine + Hour, Nine + Hour);
        _stays.Void(Nine + Hour, Nine + Hour);
        Assert.Equal([Hour, 0L, Hour, Hour, 0L], Enumerable.Range(0, 5).Select(hour => Used(hour).Observed));
        Assert.Equal((0, 0, 0), Stays(4));
        Assert.Equal((1, 0, 0), Stays(0));
        _presence.ContinueAt(Nine + (5 * Hour));
        Assert.False(_presence.HasEarlier);
    }

    [Fact]
    public void A_register_grows_over_a_step_at_an_unknown_time()
    {
        var meter = new MetricTally(MetricNature.Register);
        meter.Take(new Reading(Nine, PointValue.Of(1_000L)));
        meter.StopAt(Nine + (10 * Minute));
        meter.Take(new Reading(Nine + (5 * Hour), PointValue.Of(1_020L)));
        meter.ContinueAt(Nine - (10 * Minute));
        meter.Take(new Reading(Nine - (5 * Minute), PointValue.Of(1_050L)));
        meter.Take(new Reading(Nine, PointValue.Of(1_051L)));
        Assert.Equal((10 * Minute, 50, 50), SumOf(meter, Nine - Hour));
        Assert.Equal((0, 1, 0), SumOf(meter, Nine));
    }

    [Fact]
    public void Entries_while_it_is_stopped_belong_to_no_hour()
    {
        var door = new MetricTally(MetricNature.Moment);
        door.StopAt(Nine);
        door.Take(new Reading(Nine, PointValue.Of("a")));
        door.ContinueAt(Nine);
        Assert.Equal(0, door.HourAt(Nine, Nine + Hour).Amount);
        door.Take(new Reading(Nine, PointValue.Of("a")));
        Assert.Equal(1, door.HourAt(Nine, Nine + Hour).Amount);
    }

    [Fact]
    public void A_value_that_came_first_while_it_was_stopped_holds_from_then_on()
    {
        _presence.StopAt(Nine);
        Desk(Nine + (5 * Hour), true);
        _presence.ContinueAt(Nine + (30 * Minute));
        Assert.Equal((30 * Minute, 30 * Minute), Used(0, through: Nine + Hour));
    }

    [Fact]
    public void Hours_that_were_forgotten_by_a_wrong_clock_are_counted_when_they_come()
    {
        Desk(Nine + (5 * Hour), true);
        _presence.Forget(Nine + (7 * Hour));
        Step(Nine + (8 * Hour), Nine);
        _presence.CountFrom(Nine + Hour);
        Desk(Nine + (2 * Hour), false);
        Assert.Equal([(0L, 0L), (Hour, Hour)], [Used(0), Used(1)]);
    }

    [Fact]
    public void A_stopped_tally_goes_on_after_a_restart()
    {
        Desk(Nine, true);
        _presence.StopAt(Nine + Minute);
        _stays.StopAt(Nine + Minute);
        var (tally, stays) = (new MetricTally(MetricNature.Presence), new StayTally());
        tally.Load(_presence.Save());
        stays.Load(_stays.Save());
        tally.Take(new Reading(Nine + Hour, PointValue.Of(false)));
        stays.Take(new Reading(Nine + Hour, PointValue.Of(false)));
        Assert.Equal(Minute, tally.HourAt(Nine, Nine + Hour).ObservedMs);
        Assert.Equal((1, 1), (stays.HourAt(Nine).Begun, stays.HourAt(Nine).Cut));
    }

    private static (long, long, long) SumOf(MetricTally meter, long startMs)
    {
        var hour = meter.HourAt(startMs, long.MinValue);
        return (hour.ObservedMs, hour.Amount, hour.Unplaced);
    }

    private void Step(long fromMs, long toMs)
    {
        _presence.StopAt(fromMs);
        _presence.ContinueAt(toMs);
        _stays.StopAt(fromMs);
        _stays.ContinueAt(toMs);
    }

    private void Desk(long ms, bool occupied)
    {
        _presence.Take(new Reading(ms, PointValue.Of(occupied)));
        _stays.Take(new Reading(ms, PointValue.Of(occupied)));
    }

    private (long Observed, long Active) Used(int hour, long through = long.MinValue)
    {
        var sums = _presence.HourAt(Nine + (hour * Hour), through);
        return (sums.ObservedMs, sums.ActiveMs);
    }

    private (int Begun, int Ended, int Cut) Stays(int hour)
    {
        var stays = _stays.HourAt(Nine + (hour * Hour));
        return (stays.Begun, stays.EndedSeconds.Count, stays.Cut);
    }
}
