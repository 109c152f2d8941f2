using OpcSpaces.Ingest.Testing;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Points;
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
