using OpcSpaces.Points;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Projections.Tests.Live;

/// <summary>What is remembered of a door's contact, from readings that may arrive long after they were made.</summary>
public sealed class ContactPastTests
{
    private const long Minute = 60_000, Hour = 60 * Minute, Day = 24 * Hour;

    private static ContactPast After(params (string? State, long AtMs, long HeardMs)[] readings) => readings.Aggregate(
        ContactPast.None, (past, reading) => past.Take(reading.State is { } state ? PointValue.Of(state) : PointValue.Null, reading.State is null ? QualityCode.Bad : QualityCode.Good, reading.AtMs, reading.HeardMs));

    [Fact]
    public void A_forced_door_has_its_own_time_and_that_of_its_receipt()
    {
        var past = After((DoorStates.Closed, 0, 0), (DoorStates.Forced, 5, Day), (DoorStates.Closed, 20, Day));
        Assert.Equal((5, Day), (past.ForcedMs, past.ForcedHeardMs));
        Assert.Equal(PointState.Never, past.HeldHeardMs);
    }

    [Fact]
    public void A_birth_that_repeats_it_is_nothing_new_and_one_that_follows_a_lost_reading_is()
    {
        var past = After((DoorStates.Forced, 5, 6));
        Assert.Same(past, past.Forced(5, Day));
        Assert.Equal((Hour, Day), (past.Forced(Hour, Day).ForcedMs, past.Forced(Hour, Day).ForcedHeardMs));
    }

    [Fact]
    public void A_hold_whose_ends_arrive_together_is_as_long_as_the_gateway_says()
    {
        var past = After((DoorStates.Held, Hour, Day), (DoorStates.Closed, 4 * Hour, Day + 1_000));
        Assert.Equal((Hour, 3 * Hour, Day + 1_000, PointState.Never), (past.HeldMs, past.HeldForMs, past.HeldHeardMs, past.HoldsMs));
    }

    [Fact]
    public void A_clock_that_is_set_meanwhile_makes_no_hold_longer_than_the_cloud_saw_it()
    {
        var past = After((DoorStates.Held, 0, 3 * Hour), (DoorStates.Closed, 3 * Hour, (3 * Hour) + (2 * Minute)));
        Assert.Equal(2 * Minute, past.HeldForMs);
    }

    [Fact]
    public void A_hold_across_a_clock_that_is_set_forward_is_as_long_as_monotonic_time_says()
    {
        // From 10 to 40 min by monotonic time; the clock was three hours behind until the half of it.
        var held = After((DoorStates.Held, 10 * Minute, Day)).Moved(3 * Hour);
        Assert.Equal(30 * Minute, held.Take(PointValue.Of(DoorStates.Closed), QualityCode.Good, (3 * Hour) + (40 * Minute), Day).HeldForMs);
        // A reading of before it was set that comes behind the statement makes no hold.
        Assert.Equal(0, held.Take(PointValue.Of(DoorStates.Closed), QualityCode.Good, 15 * Minute, Day).HeldForMs);
        Assert.Same(ContactPast.None, ContactPast.None.Moved(Hour));
    }

    [Fact]
    public void A_short_hold_does_not_hide_a_long_one_before_anybody_has_judged_it()
    {
        var past = After((DoorStates.Held, 0, Day), (DoorStates.Closed, 3 * Hour, Day), (DoorStates.Held, 4 * Hour, Day + 10), (DoorStates.Closed, (4 * Hour) + Minute, Day + 10));
        Assert.Equal((0, 3 * Hour), (past.HeldMs, past.HeldForMs));
        // Nobody judges for hours, such as while a backlog is drained.
        Assert.Equal((0, 3 * Hour), Held(past, Day + (5 * Hour), Minute));
        Assert.Equal((2 * Day, Minute), Held(past, 2 * Day, Minute));
    }

    [Fact]
    public void A_hold_that_is_long_enough_for_an_alarm_is_not_hidden_by_a_longer_one_that_was_judged()
    {
        var past = After((DoorStates.Held, 0, Day), (DoorStates.Closed, 3 * Hour, Day));
        Assert.Equal((Day + Hour, 20 * Minute), Held(past, Day + Hour, 20 * Minute));
    }

    [Fact]
    public void A_contact_that_is_not_seen_any_more_ends_a_hold_and_missing_readings_forget_it()
    {
        Assert.Equal(Hour, After((DoorStates.Held, 0, 0), (null, Hour, Hour)).HeldForMs);
        var missed = After((DoorStates.Held, 0, 0)).Missed();
        Assert.Equal(PointState.Never, missed.Take(PointValue.Of(DoorStates.Closed), QualityCode.Good, Hour, Hour).HeldHeardMs);
    }

    // What is known once the door was held again, live.
    private static (long FromMs, long ForMs) Held(ContactPast past, long fromMs, long forMs)
    {
        var next = past.Take(PointValue.Of(DoorStates.Held), QualityCode.Good, fromMs, fromMs).Take(PointValue.Of(DoorStates.Closed), QualityCode.Good, fromMs + forMs, fromMs + forMs);
        return (next.HeldMs, next.HeldForMs);
    }
}
