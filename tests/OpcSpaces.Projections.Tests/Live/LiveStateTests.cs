using OpcSpaces.Model.Places;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Projections.Tests.Live;

public sealed class LiveStateTests
{
    [Fact]
    public async Task A_reader_gets_everything_first_and_then_what_changes()
    {
        using var bench = new LiveBench();
        bench.Deliver(bench.Gateway.Connect());
        await using var reader = bench.Live.WatchAsync().GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        Assert.True(reader.Current.IsSnapshot);
        Assert.Equal(12, reader.Current.Points.Count);

        var next = reader.MoveNextAsync();
        bench.Occupy(2, true);
        Assert.True(await next);
        Assert.False(reader.Current.IsSnapshot);
        Assert.Equal(("desk/2/occupied", PointValue.Of(true)), reader.Current.Points.Select(p => (p.Name, p.Value)).Single());
        Assert.Equal(1ul, reader.Current.Gateways.Single().Committed);
    }

    [Fact]
    public async Task A_slow_reader_gets_each_changed_point_once_with_its_newest_value()
    {
        using var bench = new LiveBench();
        bench.Deliver(bench.Gateway.Connect());
        await using var reader = bench.Live.WatchAsync().GetAsyncEnumerator();
        await reader.MoveNextAsync();
        for (var i = 0; i < 101; i++)
            bench.Occupy(0, i % 2 == 0);
        await reader.MoveNextAsync();
        Assert.False(reader.Current.IsSnapshot);
        Assert.Equal(PointValue.Of(true), Assert.Single(reader.Current.Points).Value);
    }

    [Fact]
    public async Task A_reader_of_zones_gets_their_points_and_gateways_and_is_not_woken_by_others()
    {
        using var bench = new LiveBench();
        bench.Deliver(bench.Gateway.Connect());
        var all = bench.Live.Snapshot();
        var zones = all.Points.Select(point => point.Key.InZone).Distinct().ToList();
        HashSet<ZoneKey> mine = [zones[0]];
        LiveScope Scope(HashSet<ZoneKey> of) => new("C1", of, zones.ToHashSet());
        Assert.Equal(all.Points.Where(point => mine.Contains(point.Key.InZone)), bench.Live.Snapshot(Scope(mine)).Points);
        Assert.Equal(all.Gateways, bench.Live.Snapshot(Scope(mine)).Gateways);
        Assert.Empty(bench.Live.Snapshot(Scope([zones[0] with { Zone = "nowhere" }])).Gateways);
        await using var reader = bench.Live.WatchAsync(Scope(mine)).GetAsyncEnumerator();
        await reader.MoveNextAsync();

        bench.Occupy(2, true, device: 1);
        bench.Occupy(3, true);
        Assert.True(await reader.MoveNextAsync());

        Assert.Equal((zones[0], "desk/3/occupied"), reader.Current.Points.Select(point => (point.Key.InZone, point.Name)).Single());
        Assert.True(zones.Count > 1);
    }

    [Fact]
    public async Task A_gateway_that_no_floor_has_belongs_to_every_floor_of_its_community()
    {
        using var bench = new LiveBench();
        var births = bench.Gateway.Connect().ToList();
        bench.Deliver(births.Take(1));
        var (here, there) = (new HashSet<ZoneKey> { new("C1", "Z1") }, new HashSet<ZoneKey> { new("C1", "Z9") });
        var elsewhere = new LiveScope("C1", there, here.Union(there).ToHashSet());
        Assert.Empty(bench.Live.Snapshot(new LiveScope("C2", new HashSet<ZoneKey>(), new HashSet<ZoneKey>())).Gateways);
        await using var reader = bench.Live.WatchAsync(elsewhere).GetAsyncEnumerator();
        await reader.MoveNextAsync();
        Assert.Empty(Assert.Single(reader.Current.Gateways).Zones);

        // It announces zones, one of which another floor has.
        bench.Deliver(births.Skip(1));
        Assert.True(await reader.MoveNextAsync());
        Assert.Contains(new ZoneKey("C1", "Z1"), Assert.Single(reader.Current.Gateways).Zones);
        Assert.Empty(bench.Live.Snapshot(elsewhere).Gateways);
        Assert.Single(bench.Live.Snapshot(elsewhere with { Zones = here }).Gateways);
        // Zones that no plan has.
        Assert.Single(bench.Live.Snapshot(elsewhere with { Known = there }).Gateways);
    }

    [Fact]
    public void The_version_of_names_rises_when_points_come_and_go_and_not_with_readings()
    {
        using var bench = new LiveBench();
        var none = bench.Live.NamesVersion;
        bench.Deliver(bench.Gateway.Connect());
        var born = bench.Live.NamesVersion;
        bench.Occupy(2, true);
        bench.Deliver(bench.Gateway.Connect());

        Assert.True(born > none);
        Assert.Equal(born, bench.Live.NamesVersion);
    }

    [Fact]
    public async Task A_reader_that_is_too_slow_gets_everything_anew()
    {
        using var bench = new LiveBench(rememberedChanges: 64);
        bench.Deliver(bench.Gateway.Connect());
        await using var reader = bench.Live.WatchAsync().GetAsyncEnumerator();
        await reader.MoveNextAsync();
        for (var i = 0; i < 100; i++)
            bench.Occupy(0, i % 2 == 0);
        await reader.MoveNextAsync();
        Assert.True(reader.Current.IsSnapshot);
        Assert.Equal(bench.Live.Position, reader.Current.Position);
    }

    [Fact]
    public async Task A_start_of_the_cloud_sends_everything_anew()
    {
        using var bench = new LiveBench();
        bench.Deliver(bench.Gateway.Connect());
        await using var reader = bench.Live.WatchAsync().GetAsyncEnumerator();
        await reader.MoveNextAsync();
        bench.Cloud.Restart();
        bench.Project();
        await reader.MoveNextAsync();
        Assert.True(reader.Current.IsSnapshot);
        Assert.All(reader.Current.Points, point => Assert.True(point.IsStale));
    }

    [Fact]
    public async Task Watching_ends_when_it_is_cancelled()
    {
        var live = new LiveState();
        using var stop = new CancellationTokenSource();
        await using var reader = live.WatchAsync(cancellation: stop.Token).GetAsyncEnumerator();
        await reader.MoveNextAsync();
        var next = reader.MoveNextAsync();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
    }
}
