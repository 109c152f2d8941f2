using OpcSpaces.Points.Hours;

namespace OpcSpaces.Points.Tests.Hours;

public sealed class StayTallyTests
{
    private const long Hour = MetricHour.LengthMs;
    private const long Start = 1_772_442_000_000; // 2026-03-02 09:00 UTC
    private StayTally _stays = new();

    [Fact]
    public void A_stay_has_its_length_in_the_hour_in_which_it_ends()
    {
        Take(0, false);
        Take(600, true);
        Take(660, false);
        Take(3_000, true);
        Take(4_500, false);
        Same(2, [60], 0, 0);
        Same(0, [1_500], 0, Hour);
    }

    [Fact]
    public void A_stay_whose_beginning_or_end_is_unknown_has_no_length()
    {
        Take(0, true); // it began before
        Take(60, false);
        Take(120, true);
        Take(300, null); // it may go on
        Take(400, true);
        Take(500, false);
        Same(3, [], 3, 0);
    }

    [Fact]
    public void More_people_in_a_room_are_the_same_stay()
    {
        TakeCount(0, 0);
        TakeCount(10, 2);
        TakeCount(20, 5);
        TakeCount(40, 0);
        Same(1, [30], 0, 0);
    }

    [Fact]
    public void It_goes_on_from_a_state_and_forgets()
    {
        Take(0, false);
        Take(10, true);
        var next = new StayTally();
        next.Load(_stays.Save());
        _stays = next;
        Take(3_610, false);
        Same(0, [3_600], 0, Hour);
        _stays.Forget(Start + Hour);
        Same(0, [], 0, 0);
        Same(0, [3_600], 0, Hour);
    }

    [Fact]
    public void Times_of_a_clock_that_was_not_set_belong_to_no_hour()
    {
        _stays.Take(new Reading(7, PointValue.Of(true)));
        Assert.Empty(_stays.Save().Hours);
    }

    private void Same(int begun, int[] ended, int cut, long afterStart)
    {
        var hour = _stays.HourAt(Start + afterStart);
        Assert.Equal((begun, cut), (hour.Begun, hour.Cut));
        Assert.Equal(ended, hour.EndedSeconds);
    }

    private void Take(int second, bool? occupied) => _stays.Take(occupied is { } known
        ? new Reading(Start + (second * 1000L), PointValue.Of(known))
        : Reading.Unknown(Start + (second * 1000L)));

    private void TakeCount(int second, int people) => _stays.Take(new Reading(Start + (second * 1000L), PointValue.Of((long)people)));
}
