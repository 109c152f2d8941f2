using OpcSpaces.Ingest.Testing;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Points;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Tests.Usage;

/// <summary>What gateways, clocks and links do wrong stops no record and gets into none.</summary>
public sealed class UsageFaultTests : IDisposable
{
    private const int Hour = (int)UsageBench.Hour;
    private readonly UsageBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Numbers_that_no_building_has_stop_nothing()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        foreach (var register in (ulong[])[1, long.MaxValue, 1UL << 63, 2, ulong.MaxValue, 3]) gateway.Meter(0, register);
        gateway.Air(0, float.MaxValue);
        _bench.Pass(180);
        Project();
        _bench.Save();
        Assert.Equal(2, Assert.Single(_bench.Newest(0)!.Meters).EnergyWh);
        Assert.Equal(2, _bench.Store.Count());
    }

    [Fact]
    public void An_hour_that_has_not_ended_is_not_closed_whatever_a_gateway_seals()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        for (var hour = 0; hour < 9; hour++) gateway.Seal(UsageBench.HourMs(hour)); // its clock is eight hours ahead
        _bench.Pass(30);
        Project();
        Assert.Equal(0, _bench.Store.Count());
        gateway.Desk(0, 1, false);
        _bench.Pass(90);
        Project();
        Assert.Equal(Hour / 2, _bench.Newest(0)!.Places.Single(place => place.Point == "desk/1").OccupiedMs);
        Assert.Null(_bench.Newest(3));
    }

    [Fact]
    public void A_gateway_speaks_of_its_own_zones_only()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        var places = new SealedPlaces(["desk/1"], [Hour], [Hour], [Hour], [Hour], [Hour], [Hour]);
        var seal = new Seal { HourMs = UsageBench.HourMs(0), Through = 1, Boot = "b", Zones = [new SealedZone("Z7", places)] };
        gateway.Wire.Append(SimulatedGateway.Own, Bytes.Content(content =>
            content.Append(SimulatedGateway.SealAlias, SparkplugDataType.String, new Reading(_bench.NowMs, PointValue.Of(seal.ToJson())))));
        _bench.Pass(180);
        Project();
        _bench.Save();
        Assert.Equal([new ZoneKey("C1", "Z1")], _bench.Store.Zones());
        Assert.DoesNotContain("Z7", System.Text.Encoding.UTF8.GetString(_bench.Store.ReadSnapshot()!.Content), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_gateway_without_seals_brings_after_three_days_makes_new_revisions()
    {
        var gateway = _bench.Add("G1");
        var other = _bench.Add("G2", group: "C2");
        gateway.Desk(0, 1, false);
        _bench.Pass(20, gateway);
        _bench.Cloud.Deliver(gateway.Wire.Disconnect()!);
        gateway.Desk(0, 1, true);
        for (var day = 0; day < 3; day++)
        {
            other.Desk(0, 1, day % 2 == 0);
            _bench.Pass(24 * 60, gateway);
        }

        gateway.Desk(0, 1, false);
        Project();
        Assert.Equal(0, _bench.Newest(10)!.Places.Single(place => place.Point == "desk/1").ObservedMs);
        _bench.Cloud.Deliver(gateway.Wire.Connect());
        _bench.Pass(240, gateway);
        Project();
        Assert.Equal(Hour, _bench.Newest(10)!.Places.Single(place => place.Point == "desk/1").OccupiedMs);
    }

    [Fact]
    public void A_zone_that_leaves_its_gateway_has_its_last_hours()
    {
        var (gateway, other) = (_bench.Add("G1", devices: 2), _bench.Add("G2", group: "C2"));
        gateway.Desk(1, 1, true);
        _bench.Pass(90);
        _bench.Cloud.Deliver(gateway.Wire.Disconnect()!);
        // Born again without its second zone.
        _bench.Cloud.Deliver(gateway.Wire.Connect().Where(message => !message.Topic.EndsWith("Z2", StringComparison.Ordinal)));
        gateway.Desk(0, 1, true);
        for (var hour = 0; hour < 6; hour++)
        {
            other.Desk(0, 1, hour % 2 == 0);
            _bench.Pass(60, gateway);
        }

        Project();
        Assert.Equal(Hour, _bench.Newest(0, "Z2")!.Places.Single(place => place.Point == "desk/1").OccupiedMs);
        Assert.Null(_bench.Newest(4, "Z2"));
    }

    /// <summary>Its newest birth of the zone is still the valid one of the journal when the cloud starts again.</summary>
    [Fact]
    public void What_was_forgotten_of_a_foreign_node_does_not_come_back_with_a_restart()
    {
        var gateway = _bench.Add("G1");
        var (node, nowMs) = (new ForeignPeer(_bench.Time), (ulong)_bench.NowMs);
        _bench.Cloud.Deliver(node.Births(ForeignPeer.Desk(77, SparkplugValue.FromBoolean(true), nowMs, SparkplugDataType.Boolean)));
        _bench.Pass(60);
        // Born again without its zone, and it goes on: the zone is not its own any more.
        _bench.Cloud.Deliver(node.Births().Take(1));
        _bench.Cloud.Deliver(new WireMessage("spBv1.0/C1/NDATA/F1", node.Data().Payload));
        for (var hour = 0; hour < 10; hour++)
        {
            gateway.Desk(0, 1, hour % 2 == 0);
            _bench.Pass(60);
        }

        Project();
        _bench.Save();
        var saved = _bench.Store.ReadSnapshot()!;
        Assert.DoesNotContain("desk/77", System.Text.Encoding.UTF8.GetString(saved.Content), StringComparison.Ordinal);
        var births = _bench.Cloud.Journal.ReadBirths(saved.Position);
        Assert.Contains(births, birth => birth is { Gateway: "C1/F1", Device: "Z1" });
        var fold = new UsageFold();
        fold.Load(UsageState.Read(saved.Content), births);
        Assert.Equal(saved.Content, fold.Save().ToBytes());
    }

    /// <summary>Its motion sensor was unplugged for good: the birth has the people counter alone.</summary>
    [Fact]
    public void A_people_counter_counts_when_the_motion_sensor_of_its_room_is_gone()
    {
        var node = new ForeignPeer(_bench.Time);
        _bench.Add("G1", group: "C2"); // keeps the cloud awake
        _bench.Cloud.Deliver(node.Births(Room("occupied", SparkplugDataType.Boolean, SparkplugValue.FromBoolean(false)), Room("count", SparkplugDataType.UInt16, SparkplugValue.FromUInt32(2))));
        _bench.Pass(90);
        node.PayloadMs = (ulong)_bench.NowMs;
        _bench.Cloud.Deliver(node.Births(Room("count", SparkplugDataType.UInt16, SparkplugValue.FromUInt32(3))));
        _bench.Pass(60 * 6);
        Project();
        // While both were there, the sensors together said that nobody was in the room; then the counter is the only one.
        Assert.Equal([(Hour, 0), (30 * 60_000, 0), (Hour, Hour), (Hour, Hour)], Enumerable.Range(0, 4).Select(hour => Of(hour)));

        SparkplugMetric Room(string metric, SparkplugDataType type, SparkplugValue value) =>
            new() { Name = $"room/1/{metric}", DataType = type, Value = value, Timestamp = (ulong)_bench.NowMs };

        (int, int) Of(int hour) => _bench.Newest(hour)!.Places.Single(place => place.Point == "room/1") is var room ? (room.ObservedMs, room.OccupiedMs) : default;
    }

    [Fact]
    public void What_a_foreign_node_sends_of_its_past_is_not_its_present()
    {
        var node = new ForeignNode(_bench.Time);
        _bench.Cloud.Deliver(node.Births(occupied: false));
        _bench.Pass(30);
        _bench.Cloud.Deliver(node.Data(occupied: true, (ulong)(_bench.NowMs - 3_600_000)));
        _bench.Pass(240);
        Project();
        Assert.All(_bench.Store.Read("C1", null, 0, long.MaxValue), record => Assert.Equal(0, record.Places.Single().OccupiedMs));
    }

    [Fact]
    public void No_grace_time_passes_while_the_broker_is_away()
    {
        var gateway = _bench.Add("G1");
        gateway.Desk(0, 1, true);
        _bench.Pass(10);
        _bench.Cloud.LoseConnection();
        for (var minute = 0; minute < 600; minute += 10)
        {
            _bench.Time.Advance(TimeSpan.FromMinutes(10));
            gateway.SealWhatIsDue();
            _bench.Cloud.Receiver.Tick();
        }

        Project();
        Assert.Equal(0, _bench.Store.Count());
        gateway.Wire.Disconnect();
        _bench.Cloud.Deliver(gateway.Wire.Connect());
        _bench.Pass(10);
        Project();
        Assert.Equal(UsageClosing.Sealed, Assert.Single(_bench.Revisions(5)).Closing);
    }

    private void Project() => _bench.Project();
}
