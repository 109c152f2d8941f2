using OpcSpaces.Ingest.Testing;
using OpcSpaces.Model.Usage;

namespace OpcSpaces.Projections.Tests.Usage;

/// <summary>What is missing is unknown, in the hours that it concerns and in no others.</summary>
public sealed class UsageGapTests : IDisposable
{
    private const int Minute = 60_000;
    private const int Hour = (int)UsageBench.Hour;
    private readonly UsageBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Entries_may_be_missing_from_a_crash_until_the_gateway_senses_again()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, false);
        gateway.Door(0, "a");
        _bench.Pass(90);
        gateway.Unknown(); // dated back to the last mark
        _bench.Pass(50);
        gateway.Desk(0, 1, true);
        gateway.Door(0, "b");
        _bench.Pass(200);
        _bench.Project();
        Assert.Equal([Hour, 30 * Minute, 40 * Minute, Hour], Enumerable.Range(0, 4).Select(hour => DoorOf(hour).ObservedMs));
        Assert.Equal([1, 0, 1, 0], Enumerable.Range(0, 4).Select(hour => DoorOf(hour).Entries));
    }

    [Fact]
    public void Entries_may_be_missing_in_a_gap_of_the_log()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, false);
        gateway.Door(0, "a");
        _bench.Pass(20);
        gateway.Desk(0, 1, true);
        _bench.Pass(10);
        _bench.Cloud.Deliver(gateway.Wire.Disconnect()!);
        _bench.Time.Advance(TimeSpan.FromMinutes(10));
        gateway.Door(0, "b");
        gateway.Desk(0, 1, false);
        gateway.Wire.LoseOldest(int.MaxValue); // the disk budget
        _bench.Time.Advance(TimeSpan.FromMinutes(60));
        gateway.Desk(0, 1, true);
        _bench.Cloud.Deliver(gateway.Wire.Connect());
        _bench.Pass(200);
        _bench.Project();
        // From the newest reading before the gap, at 20 min, to the first after it, at 100 min.
        Assert.Equal([20 * Minute, 20 * Minute, Hour], Enumerable.Range(0, 3).Select(hour => DoorOf(hour).ObservedMs));
        Assert.Equal(1, DoorOf(0).Entries);
    }

    [Fact]
    public void A_door_is_observed_from_the_first_reading_on_and_an_open_gap_is_kept_over_a_restart()
    {
        var gateway = _bench.Add("G1");
        _bench.Pass(20);
        gateway.Desk(0, 1, false);
        _bench.Pass(60);
        gateway.Unknown();
        _bench.Deliver();
        _bench.Project();
        _bench.Save();
        _bench.Start();
        _bench.Pass(20);
        gateway.Desk(0, 1, false);
        _bench.Pass(200);
        _bench.Project();
        Assert.Equal([40 * Minute, 40 * Minute, Hour], Enumerable.Range(0, 3).Select(hour => DoorOf(hour).ObservedMs));
        using var rebuilt = _bench.Rebuilt("again.db", atATime: 1);
        Assert.Equal(UsageContent.Write(_bench.Newest(1)!), UsageContent.Write(rebuilt.Read("C1", "Z1", UsageBench.HourMs(1), UsageBench.HourMs(2)).Single()));
    }

    [Fact]
    public void Seals_that_were_skipped_make_a_revision_of_the_hours_between()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(120); // hour 0 is sealed
        _bench.Pass(310, gateway); // nothing changes, and it does not seal
        _bench.Project();
        Assert.All([1, 2], hour => Assert.Equal((UsageClosing.TimeOut, 0), (Assert.Single(_bench.Revisions(hour)).Closing, Desk1(hour).ObservedMs)));
        gateway.Seal(UsageBench.HourMs(5));
        _bench.Deliver();
        _bench.Project();
        // A log without a gap says that nothing is missing, though no seal says what these hours were.
        Assert.All([1, 2], hour => Assert.Equal([UsageClosing.TimeOut, UsageClosing.TimeOut], _bench.Revisions(hour).Select(record => record.Closing)));
        Assert.All([1, 2, 3, 4, 5], hour => Assert.Equal((Hour, Hour), (Desk1(hour).ObservedMs, Desk1(hour).OccupiedMs)));
        Assert.Equal(UsageClosing.Sealed, _bench.Newest(5)!.Closing);

        PlaceUsage Desk1(int hour) => _bench.Newest(hour)!.Places.Single(place => place.Point == "desk/1");
    }

    [Fact]
    public void A_quiet_night_of_a_foreign_node_stays_known_when_the_cloud_restarts()
    {
        var node = new ForeignNode(_bench.Time);
        _bench.Cloud.Deliver(node.Births(occupied: false));
        _bench.Pass(8 * 60);
        _bench.Cloud.Restart();
        _bench.Time.Advance(TimeSpan.FromMinutes(1));
        _bench.Cloud.Deliver(node.Births(occupied: false));
        _bench.Pass(5 * 60);
        _bench.Project();
        _bench.Save();
        for (var hour = 1; hour < 7; hour++) Assert.Equal(Hour, _bench.Newest(hour)!.Places.Single().ObservedMs);
        // Two minutes before the restart and one after it.
        Assert.Equal(Hour - (2 * Minute), _bench.Newest(7)!.Places.Single().ObservedMs);
        Assert.Equal(Hour - Minute, _bench.Newest(8)!.Places.Single().ObservedMs);
    }

    [Fact]
    public void A_meter_that_two_gateways_have_is_counted_once()
    {
        var first = _bench.Add("G1");
        first.Meter(0, 1_000);
        _bench.Pass(10);
        first.Meter(0, 1_060);
        _bench.Pass(10);
        var second = _bench.Add("G2");
        second.Meter(0, 5_000);
        _bench.Pass(10);
        second.Meter(0, 5_040);
        first.Meter(0, 1_100); // it was not unplugged
        _bench.Pass(10);
        first.Meter(0, 1_200);
        second.Meter(0, 5_050);
        _bench.Pass(200);
        _bench.Project();
        var meter = Assert.Single(_bench.Newest(0)!.Meters);
        // Unknown from the newest reading of the first to the first one of the second.
        Assert.Equal((60 + 40 + 10, 50 * Minute), (meter.EnergyWh, meter.ObservedMs));
    }

    private DoorUsage DoorOf(int hour) => Assert.Single(_bench.Newest(hour)!.Doors);
}
