using OpcSpaces.Ingest.Testing;
using OpcSpaces.Model.Places;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;
using OpcSpaces.Projections.Tests.Series;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Tests.Live;

/// <summary>Two communities whose gateways, zones and desks have equal ids never see each other's data.</summary>
public sealed class TwoCommunitiesTests : IDisposable
{
    private readonly LiveBench _bench = new();
    private readonly SimulatedGateway _other;

    public TwoCommunitiesTests()
    {
        _other = new SimulatedGateway("C2", _bench.Gateway.Node, 2, _bench.Time, seed: 2);
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Deliver(_other.Connect());
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Each_has_its_own_live_desks_and_gateways()
    {
        _bench.Occupy(0, occupied: true);
        OccupyOther(false);
        Assert.Equal(
            [("C1/Z1/desk/0", true), ("C2/Z1/desk/0", false)],
            DesksNow().Where(desk => desk.Key.Zone == "Z1" && desk.Key.Point == "desk/0").Select(desk => (desk.Key.ToString(), desk.Value.AsBoolean)));
        Assert.Equal([new GatewayKey("C1", "G1"), new GatewayKey("C2", "G1")], _bench.Live.Snapshot().Gateways.Select(gateway => gateway.Key).OrderBy(key => key.Community));

        _bench.Deliver(_other.Disconnect()!);
        Assert.All(DesksNow(), desk => Assert.Equal(desk.Key.Community == "C2", desk.IsStale));
        Assert.Equal(
            [("C1", GatewayPresence.Online), ("C2", GatewayPresence.Offline)],
            _bench.Live.Snapshot().Gateways.OrderBy(gateway => gateway.Key.Community).Select(gateway => (gateway.Key.Community, gateway.Presence)));
    }

    [Fact]
    public void A_restart_keeps_them_apart()
    {
        _bench.Occupy(0, occupied: true);
        OccupyOther(false);
        var before = DesksNow();
        _bench.Save();
        _bench.StartLive();
        _bench.Project();
        Assert.Equal(before, DesksNow());
    }

    [Fact]
    public async Task Each_has_its_own_series()
    {
        _bench.Occupy(0, occupied: true);
        OccupyOther(false);
        var store = new MemorySeriesStore();
        await SeriesBench.ProjectAsync(_bench.Cloud, store);
        Assert.Equal(
            [("occupancy,C1,Z1,desk/0 occupied", "1 192"), ("occupancy,C2,Z1,desk/0 occupied", "0 192")],
            store.Points.Select(point => (point.Key.Series, point.Value)).Order());
    }

    private void OccupyOther(bool occupied)
    {
        var alias = SimulatedGateway.DeskAlias(0, 0);
        _other.Append(0, Bytes.Content(content => content.Append(alias, SparkplugDataType.Boolean, new Reading(_bench.NowMs, PointValue.Of(occupied)))));
        _bench.Deliver(_other.Send(100));
    }

    private List<LivePoint> DesksNow() =>
        [.. _bench.Live.Snapshot().Points.Where(point => point.Name.EndsWith("/occupied", StringComparison.Ordinal)).OrderBy(point => point.Key.ToString(), StringComparer.Ordinal)];
}
