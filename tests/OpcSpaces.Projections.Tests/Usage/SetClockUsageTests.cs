using OpcSpaces.Model.Usage;
using OpcSpaces.Projections.Usage;

namespace OpcSpaces.Projections.Tests.Usage;

/// <summary>The times that a wrong clock gave belong to no hour. The bench begins at 01:00, which is hour 0.</summary>
public sealed class SetClockUsageTests : IDisposable
{
    private const int Hour = (int)UsageBench.Hour;
    private const int Minute = 60_000;
    private readonly UsageBench _bench = new();

    public void Dispose() => _bench.Dispose();

    /// <summary>A synchronised clock is set by hand, and set back: what it says meanwhile has no time.</summary>
    [Fact]
    public void A_clock_that_is_set_five_hours_ahead_by_hand_for_an_hour_invents_nothing()
    {
        var gateway = Begin(synchronized: true);
        gateway.Desk(0, 1, true);
        _bench.Pass(150);
        gateway.SetClock(5 * Hour, synchronized: false); // 2 h 30 min after the beginning
        gateway.Desk(0, 2, true);
        _bench.Pass(30);
        gateway.Desk(0, 2, false);
        _bench.Pass(30);
        gateway.SetClock(0, synchronized: true);
        _bench.Pass(30);
        gateway.Desk(0, 1, false);
        _bench.Pass(7 * 60);
        Project();

        Assert.Equal([Hour, Hour, 30 * Minute, 30 * Minute, Hour, Hour, Hour, Hour, Hour], Observed(1, 9));
        Assert.Equal([Hour, Hour, 30 * Minute, 30 * Minute, 0, 0, 0, 0, 0], Occupied(1, 9)); // the stay went on when the clock was set back
        Assert.Equal([0, 0, 0, 30 * Minute, Hour, Hour, Hour, Hour, Hour], Observed(2, 9));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0], Occupied(2, 9));
        AssertSealedOnce(9);
    }

    /// <summary>Nobody knows whether the clock was synchronised, so the times before a step are the wrong ones.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    [InlineData(true)]
    public void A_clock_that_was_ahead_for_an_hour_fills_no_hour_that_is_still_to_come(bool? synchronized)
    {
        var gateway = Begin(synchronized);
        gateway.SetClock(5 * Hour, synchronized);
        gateway.Desk(0, 1, true);
        gateway.Meter(0, 100);
        gateway.Door(0, "a");
        _bench.Pass(60);
        gateway.Meter(0, 160);
        Project();
        Assert.Equal(0, _bench.Store.Count());
        gateway.SetClock(0, synchronized);
        _bench.Pass(150); // 3 h 30 min after the beginning
        gateway.Desk(0, 1, false);
        gateway.Meter(0, 170);
        gateway.Door(0, "b");
        _bench.Pass(6 * 60);
        Project();

        Assert.Equal([Hour, Hour, 30 * Minute, 0, 0, 0, 0], Occupied(1, 7, from: 1));
        Assert.Equal([Hour, Hour, Hour, Hour, Hour, Hour, Hour], Observed(1, 7, from: 1));
        Assert.Equal([0, 0, 10, 0, 0, 0, 0], Enumerable.Range(1, 7).Select(hour => _bench.Newest(hour)!.Meters.Single().EnergyWh));
        Assert.Equal([0, 0, 1, 0, 0, 0, 0], Enumerable.Range(1, 7).Select(hour => _bench.Newest(hour)!.Doors.Single().Entries));
        for (var hour = 1; hour < 8; hour++) Assert.True(_bench.Newest(hour) is { Closing: UsageClosing.Sealed, Differences: [] }, $"hour {hour}");
    }

    /// <summary>fake-hwclock: the machine was off for five hours, and its clock goes on where it was.</summary>
    [Fact]
    public void A_clock_that_starts_five_hours_behind_loses_the_hours_that_it_touched_and_no_more()
    {
        var gateway = Begin(synchronized: true);
        gateway.Desk(0, 1, true);
        _bench.Pass(140); // 2 h 20 min after the beginning
        _bench.Pass(5 * 60, gateway);

        gateway.Reboot(5 * Hour, -5 * Hour, synchronized: false);
        gateway.Desk(0, 1, true);
        gateway.Desk(0, 2, false);
        _bench.Pass(30, gateway);
        Project();
        gateway.SetClock(0, synchronized: true); // 7 h 50 min after the beginning
        _bench.Pass(5 * 60);
        Project();

        Assert.Equal([Hour, Hour, 0, 0, 0, 0, 0, 10 * Minute, Hour, Hour], Occupied(1, 10));
        Assert.Equal([Hour, Hour, 0, 0, 0, 0, 0, 10 * Minute, Hour, Hour], Observed(1, 10));
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 10 * Minute, Hour, Hour], Observed(2, 10));
        for (var hour = 0; hour < 10; hour++) Assert.True(_bench.Newest(hour) is { Closing: UsageClosing.Sealed, Differences: [] }, $"hour {hour}: {_bench.Newest(hour)!.Differences.Count}");
    }

    [Fact]
    public void An_hour_that_was_closed_by_a_wrong_clock_gets_a_new_revision_that_knows_nothing()
    {
        var gateway = Begin(synchronized: false);
        gateway.SetClock(-5 * Hour, synchronized: false);
        gateway.Desk(0, 1, true);
        _bench.Pass(180);
        Project();
        var hour = (int)((gateway.NowMs - UsageBench.HourMs(0)) / Hour) - 2;
        Assert.Equal(Hour, Assert.Single(_bench.Revisions(hour)).Places.Single(place => place.Point == "desk/1").OccupiedMs);

        gateway.SetClock(0, synchronized: true);
        _bench.Pass(180);
        Project();
        var newest = _bench.Newest(hour)!;
        Assert.Equal((2, UsageClosing.Sealed, 0, 0), (newest.Revision, newest.Closing, newest.Places.Single(place => place.Point == "desk/1").ObservedMs, newest.Places.Single(place => place.Point == "desk/1").OccupiedMs));
        Assert.Equal(Hour, _bench.Newest(4)!.Places.Single(place => place.Point == "desk/1").OccupiedMs);
    }

    /// <summary>Nobody set the clock for five days: what is older than three is final, and nothing is kept of it.</summary>
    [Fact]
    public void A_clock_that_was_not_synchronised_for_days_changes_three_of_them_and_no_more()
    {
        var gateway = Begin(synchronized: false);
        gateway.Desk(0, 1, true);
        gateway.Door(0, "a");
        _bench.Pass(5 * 24 * 60);
        Project();
        _bench.Save();
        var state = UsageState.Read(_bench.Store.ReadSnapshot()!.Content);
        Assert.InRange(state.Zones.Single().Closed.Count, 70, 75);

        gateway.SetClock(-2 * Hour, synchronized: true);
        _bench.Pass(5 * 60);
        Project();
        var firstWrong = (5 * 24) - (3 * 24);
        Assert.Equal([(1, Hour, Hour), (1, Hour, Hour), (2, 0, 0), (2, 0, 0)], new[] { 0, firstWrong - 1, firstWrong, (5 * 24) - 4 }.Select(hour => Of(hour)));

        (int Revision, int DeskMs, int DoorMs) Of(int hour) => (_bench.Newest(hour)!.Revision, Place(hour, 1).ObservedMs, _bench.Newest(hour)!.Doors.Single().ObservedMs);
    }

    [Fact]
    public void Another_gateway_of_the_zone_keeps_its_hours()
    {
        var (wrong, right) = (Begin(synchronized: null), _bench.Add("G2", group: "C2"));
        wrong.Desk(0, 1, true);
        right.Desk(0, 1, true);
        _bench.Pass(30);
        wrong.SetClock(2 * Hour, synchronized: null);
        _bench.Pass(180);
        Project();
        Assert.Equal(0, _bench.Newest(0)!.Places.Single(place => place.Point == "desk/1").ObservedMs);
        Assert.Equal(Hour, _bench.Newest(0, community: "C2")!.Places.Single(place => place.Point == "desk/1").ObservedMs);
    }

    [Fact]
    public void What_is_doubted_stays_so_over_a_restart_of_the_cloud()
    {
        var gateway = Begin(synchronized: true);
        gateway.Desk(0, 1, false);
        _bench.Pass(30);
        gateway.SetClock(Hour, synchronized: false);
        _bench.Deliver();
        Project();
        _bench.Save();
        _bench.Start();
        gateway.Desk(0, 1, true);
        _bench.Pass(30);
        gateway.SetClock(0, synchronized: true);
        _bench.Pass(180);
        Project();
        Assert.Equal([30 * Minute, Hour], Observed(1, 2));
        Assert.Equal([0, Hour], Occupied(1, 2));
    }

    /// <summary>
    /// The first boot is two hours ahead and never synchronised. The next one is right, and ten minutes later it becomes synchronised, or a third
    /// one begins, which is synchronised from its beginning.
    /// </summary>
    [Theory]
    [InlineData(5, false)]
    [InlineData(150, false)]
    [InlineData(5, true)]
    [InlineData(150, true)]
    public void What_a_boot_said_that_was_ahead_is_taken_back_when_a_later_boot_is_synchronised(int minutes, bool isThirdBoot)
    {
        var gateway = _bench.Add("G1");
        gateway.SetClock(2 * Hour, synchronized: false);
        gateway.Desk(0, 1, true);
        _bench.Pass(minutes);
        gateway.Reboot(0, 0, synchronized: false);
        gateway.Desk(0, 1, true);
        _bench.Pass(10);
        if (isThirdBoot) gateway.Reboot(0, 0, synchronized: true);
        else gateway.SetClock(0, synchronized: true);
        gateway.Desk(0, 1, false);
        _bench.Pass(7 * 60);
        Project();

        var right = (minutes + 10) / 60; // the hour in which it became right
        Assert.Equal([((right + 1) * 60 - minutes - 10) * Minute, Hour, Hour, Hour], Observed(1, 4, from: right));
        Assert.Equal([0, 0, 0, 0], Occupied(1, 4, from: right));
        for (var hour = 0; hour < right + 4; hour++)
        {
            Assert.True(hour >= right || _bench.Newest(hour) is null || Place(hour, 1).ObservedMs == 0, $"hour {hour}");
            Assert.True(_bench.Newest(hour)?.Differences is null or [], $"hour {hour}");
        }
    }

    private SealingGateway Begin(bool? synchronized)
    {
        var gateway = _bench.Add("G1");
        gateway.SetClock(0, synchronized);
        return gateway;
    }

    private void AssertSealedOnce(int hours)
    {
        for (var hour = 0; hour < hours; hour++)
            Assert.True(Assert.Single(_bench.Revisions(hour)) is { Closing: UsageClosing.Sealed, Differences: [] }, $"hour {hour}");
    }

    private int[] Observed(int desk, int hours, int from = 0) => [.. Enumerable.Range(from, hours).Select(hour => Place(hour, desk).ObservedMs)];

    private int[] Occupied(int desk, int hours, int from = 0) => [.. Enumerable.Range(from, hours).Select(hour => Place(hour, desk).OccupiedMs)];

    private PlaceUsage Place(int hour, int desk) => _bench.Newest(hour)!.Places.Single(place => place.Point == $"desk/{desk}");

    private void Project() => _bench.Project();
}
