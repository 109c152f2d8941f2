using System.Text;
using OpcSpaces.Model.Usage;

namespace OpcSpaces.Projections.Tests.Usage;

/// <summary>Clocks and statements about them that no honest and healthy gateway has.</summary>
public sealed class OddClockUsageTests : IDisposable
{
    private const long Hour = UsageBench.Hour;
    private readonly UsageBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_zone_that_had_left_does_not_begin_again_with_hours_that_are_final()
    {
        var (g1, other) = (_bench.Add("G1", devices: 2), _bench.Add("X", group: "C2"));
        g1.Desk(0, 1, false);
        g1.Desk(1, 1, true);
        other.Desk(0, 1, true);
        _bench.Pass(600);
        _bench.Cloud.Deliver(g1.Wire.Disconnect()!);
        _bench.Cloud.Deliver(g1.Wire.Connect().Where(message => !message.Topic.EndsWith("Z1", StringComparison.Ordinal)));
        g1.Desk(1, 1, false);
        PassHours(6, other, without: g1);
        _bench.Project();
        var before = UsageContent.Write(_bench.Newest(1)!);

        var g2 = _bench.Add("G2", devices: 1);
        g2.SetClock(-12 * Hour, synchronized: false);
        g2.Desk(0, 1, true);
        PassHours(6, other, without: g1);
        _bench.Project();

        Assert.Equal(before, UsageContent.Write(_bench.Newest(1)!));
    }

    [Fact]
    public void A_clock_that_says_2012_makes_no_records_of_all_the_years_since()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(10);
        gateway.SetClock(new DateTimeOffset(2012, 2, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() - _bench.NowMs, null);
        gateway.Desk(0, 1, false);
        _bench.Pass(300, gateway);
        _bench.Project();
        // Forty days is as far back as late readings are taken; the gateway has two zones.
        Assert.InRange(_bench.Store.Count(), 1, 2 * 41 * 24);
    }

    [Fact]
    public void A_zone_that_begins_with_a_seal_of_2012_makes_none_either()
    {
        var gateway = _bench.Add("G1");
        gateway.Seal(new DateTimeOffset(2012, 2, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds());
        _bench.Pass(240);
        _bench.Project();
        // Forty days again, each hour closed when no seal had come for so long, and again by the seal of now.
        Assert.InRange(_bench.Store.Count(), 1, 2 * 41 * 24);
    }

    [Fact]
    public void A_clock_that_said_2099_does_not_stop_what_comes_after_a_new_outbox()
    {
        var gateway = _bench.Add("G1");
        gateway.SetClock(0, null);
        gateway.Desk(0, 1, true);
        _bench.Pass(10);
        gateway.SetClock(73 * 365 * 24 * Hour, null);
        _bench.Pass(10, gateway);
        _bench.Cloud.Deliver(gateway.Wire.Disconnect()!);
        gateway.Wire.NewOutbox();
        _bench.Cloud.Deliver(gateway.Wire.Connect());
        gateway.Reboot(0, 0, true);
        gateway.Desk(0, 1, true);
        _bench.Pass(10, gateway);
        for (var hour = 0; hour < 6; hour++)
        {
            gateway.Desk(0, 1, hour % 2 == 0);
            _bench.Pass(60, gateway);
        }

        _bench.Project();
        Assert.Equal((int)Hour, _bench.Newest(1)!.Places.Single(place => place.Point == "desk/1").ObservedMs);
    }

    [Fact]
    public void Entries_that_are_dropped_with_a_clock_that_is_set_back_leave_the_door_unobserved()
    {
        var gateway = _bench.Add("G1");
        gateway.SetClock(0, true);
        gateway.Desk(0, 1, true);
        _bench.Pass(60);
        gateway.Door(0, "a");
        _bench.Pass(10);
        gateway.Door(0, "b");
        _bench.Pass(30);
        gateway.SetClock(5 * Hour, false);
        _bench.Pass(2, gateway);
        gateway.SetClock(-3 * 60_000, false); // by a watch that is slow
        gateway.Desk(0, 1, false);
        _bench.Pass(240);
        _bench.Project();
        var door = _bench.Newest(1)!.Doors.Single();
        Assert.True(door.Entries == 2 || door.ObservedMs < Hour, $"{door}");
    }

    [Fact]
    public void A_clock_that_is_set_again_and_again_is_remembered_in_bounded_space()
    {
        var gateway = _bench.Add("G1");
        gateway.SetClock(0, null);
        gateway.Door(0, "a");
        for (var i = 0; i < 1000; i++)
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(1));
            gateway.SetClock(i % 2 == 0 ? 120_000 : 0, null);
        }

        _bench.Pass(240);
        _bench.Project();
        _bench.Save();
        Assert.InRange(Encoding.UTF8.GetString(_bench.Store.ReadSnapshot()!.Content).Length, 1, 20_000);
    }

    private void PassHours(int hours, SealingGateway other, SealingGateway without)
    {
        for (var hour = 0; hour < hours; hour++)
        {
            other.Desk(0, 1, hour % 2 == 0);
            _bench.Pass(60, without);
        }
    }
}
