using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;
using OpcSpaces.Model.Alarms.Conditions;
using OpcSpaces.Model.Alarms.Sights;
using OpcSpaces.Points;

namespace OpcSpaces.Model.Tests.Alarms;

/// <summary>Doors, also those that the cloud hears of late.</summary>
public sealed partial class AlarmConditionsTests
{
    [Fact]
    public void A_held_door_holds_and_a_forced_one_is_a_moment_that_stays_when_it_has_closed()
    {
        var held = Find(AlarmKind.DoorHeld, Sight(Metric(PointMetric.State, "door/1", PointValue.Of(DoorStates.Held))))!.Value;
        Assert.Equal((Standing.Holds, TimeSpan.FromMinutes(10)), (held.Standing, held.RaiseAfter));
        var closed = Find(AlarmKind.DoorForced, Sight(Metric(PointMetric.State, "door/1", PointValue.Of(DoorStates.Closed)) with { Door = ForcedAt(Now.AddMinutes(-2)) }))!.Value;
        Assert.Equal((Standing.Lingers, Now.AddMinutes(-2)), (closed.Standing, closed.Moment));
    }

    [Fact]
    public void A_door_that_was_forced_is_an_alarm_also_when_its_gateway_goes_away_before_the_next_judgement()
    {
        var door = Metric(PointMetric.State, "door/1", PointValue.Of(DoorStates.Closed));
        var book = new AlarmBook([]).Judge(Now, AlarmConditions.Of(Sight(door), Rules)).Next;
        var gone = AlarmConditions.Of(Sight(door with { IsStale = true, Door = ForcedAt(Now.AddSeconds(20)) }), Rules);
        var turn = book.Judge(Now.AddMinutes(1), gone);
        var raised = Assert.Single(turn.Events);
        Assert.Equal((AlarmEventKind.Raised, AlarmKind.DoorForced), (raised.Kind, raised.Key.Kind));
        Assert.Contains("nobody was let in, at 2026-03-16 02:00:20Z", raised.Detail, StringComparison.Ordinal);
        // While nobody knows the contact, it is not cleared, and not raised again.
        for (var minute = 2; minute < 120; minute++)
        {
            turn = turn.Next.Judge(Now.AddMinutes(minute), gone);
            Assert.Empty(turn.Events);
        }

        Assert.NotNull(Assert.Single(turn.Next.Timers).Unjudged);
    }

    [Theory]
    [InlineData(-4_000, "at 2026-03-13 07:20:00Z; its gateway told it at 2026-03-16 02:00:00Z")] // days in the outbox
    [InlineData(0, "at 2026-03-16 02:00:00Z")]
    public void A_forced_door_that_the_cloud_hears_of_late_is_a_moment_of_now_with_its_own_time(int minutes, string expected)
    {
        var door = Metric(PointMetric.State, "door/1", PointValue.Of(DoorStates.Closed)) with { Door = new SeenDoor(Now.AddMinutes(minutes), Now, null, TimeSpan.Zero, null) };
        var raised = Assert.Single(new AlarmBook([]).Judge(Now, AlarmConditions.Of(Sight(door), Rules)).Events);
        Assert.EndsWith(expected, raised.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_happened_at_doors_before_alarms_were_judged_raises_nothing()
    {
        var door = Metric(PointMetric.State, "door/1", PointValue.Of(DoorStates.Closed)) with { Door = new SeenDoor(Now.AddDays(-3), Now.AddDays(-2), Now.AddDays(-3), TimeSpan.FromHours(2), Now.AddDays(-2)) };
        var turn = new AlarmBook([]).Judge(Now, AlarmConditions.Of(Sight(door), Rules));
        Assert.Empty(turn.Events);
    }

    [Theory]
    [InlineData(71, true, true)]
    [InlineData(73, true, false)]
    [InlineData(73, null, false)]
    [InlineData(24 * 30, true, false)] // an old journal is read again
    [InlineData(24 * 30, false, true)] // by a clock that is not synchronised nobody knows how long ago it was
    [InlineData(24 * 365 * 40, true, true)] // one that was never set
    public void What_ended_at_a_door_longer_ago_than_anybody_can_act_on_raises_nothing_when_it_is_heard_of_now(int hoursAgo, bool? synchronized, bool isRaised)
    {
        var ended = Now.AddHours(-hoursAgo);
        var door = Metric(PointMetric.State, "door/1", PointValue.Of(DoorStates.Closed)) with { Door = new SeenDoor(ended, Now, ended.AddHours(-1), TimeSpan.FromHours(1), Now) };
        var sight = Sight(door) with { Gateways = [new SeenGateway(Gateway, true, Now, 0, new SeenClock(Now, synchronized, Now))] };
        var raised = new AlarmBook([]).Judge(Now, AlarmConditions.Of(sight, Rules)).Events.Where(it => it.Key.Subject.Kind == AlarmSubjectKind.Point).Select(it => it.Key.Kind).Order();
        Assert.Equal(isRaised ? [AlarmKind.DoorHeld, AlarmKind.DoorForced] : [], raised);
    }

    [Fact]
    public void A_door_that_was_forced_weeks_ago_and_still_is_open_is_an_alarm()
    {
        var door = Metric(PointMetric.State, "door/1", PointValue.Of(DoorStates.Forced)) with { Door = new SeenDoor(Now.AddDays(-20), Now, null, TimeSpan.Zero, null) };
        Assert.Equal(AlarmKind.DoorForced, Assert.Single(new AlarmBook([]).Judge(Now, AlarmConditions.Of(Sight(door), Rules)).Events).Key.Kind);
    }

    [Fact]
    public void A_hold_that_is_over_when_the_cloud_hears_of_it_is_one_alarm_and_is_cleared()
    {
        var door = Metric(PointMetric.State, "door/1", PointValue.Of(DoorStates.Closed)) with { Door = new SeenDoor(null, null, Now.AddHours(-9), TimeSpan.FromHours(3), Now) };
        List<string> happened = [];
        var book = new AlarmBook([]);
        for (var minute = 0; minute < 120; minute++)
        {
            var turn = book.Judge(Now.AddMinutes(minute), AlarmConditions.Of(Sight(door), Rules));
            happened.AddRange(turn.Events.Select(it => $"{it.Kind} {it.Key.Kind}: {it.Detail}"));
            book = turn.Next;
        }

        Assert.Equal(["Raised DoorHeld: the door was held open for 180 min from 2026-03-15 17:00Z on; its gateway told it at 2026-03-16 02:00:00Z", "Cleared DoorHeld: its condition is gone"], happened);
    }

    [Fact]
    public void A_hold_that_was_an_alarm_while_it_lasted_is_no_other_one_at_its_end()
    {
        var (book, raised) = (new AlarmBook([]), 0);
        for (var minute = 0; minute < 120; minute++)
        {
            var isOver = minute > 20;
            var door = Metric(PointMetric.State, "door/1", PointValue.Of(isOver ? DoorStates.Closed : DoorStates.Held), since: Now) with { Door = isOver ? new SeenDoor(null, null, Now, TimeSpan.FromMinutes(20), Now.AddMinutes(20)) : null };
            var turn = book.Judge(Now.AddMinutes(minute), AlarmConditions.Of(Sight(door) with { Now = Now.AddMinutes(minute) }, Rules));
            raised += turn.Events.Count(it => it.Kind == AlarmEventKind.Raised);
            book = turn.Next;
        }

        Assert.Equal(1, raised);
        Assert.DoesNotContain(book.Timers, timer => timer.IsOpen);
    }

    [Fact]
    public void A_door_that_was_held_for_hours_when_the_cloud_hears_of_it_is_an_alarm_at_once()
    {
        var late = Metric(PointMetric.State, "door/1", PointValue.Of(DoorStates.Held), since: Now.AddHours(-2));
        Assert.Single(new AlarmBook([]).Judge(Now, AlarmConditions.Of(Sight(late), Rules)).Events);
        // Where the clock was set since then, the judgements count.
        Assert.Empty(new AlarmBook([]).Judge(Now, AlarmConditions.Of(Sight(late with { Since = null }), Rules)).Events);
    }

    [Fact]
    public void A_short_hold_is_nothing() =>
        Assert.Null(Find(AlarmKind.DoorHeld, Sight(Metric(PointMetric.State, "door/1", PointValue.Of(DoorStates.Closed)) with { Door = new SeenDoor(null, null, Now.AddHours(-1), TimeSpan.FromMinutes(9), Now) })));

    [Fact]
    public void A_door_of_a_purpose_with_zero_minutes_may_be_held() =>
        Assert.DoesNotContain(AlarmConditions.Of(Sight(Metric(PointMetric.State, "door/1", PointValue.Of(DoorStates.Held))), Rules with { DoorHeldMinutes = new(0, 10, 10, 10) }).Of.Values, finding => finding.Key.Kind == AlarmKind.DoorHeld);
}
