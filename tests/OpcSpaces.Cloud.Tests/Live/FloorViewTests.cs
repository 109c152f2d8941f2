using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Cloud.Live;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Presence;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;
using OpcSpaces.Testing;

namespace OpcSpaces.Cloud.Tests.Live;

public class FloorViewTests
{
    private static readonly LiveFloor Floor = FloorOf("c");
    private readonly FakeTimeProvider _time = new(FakeTime.Start);

    [Fact]
    public void A_snapshot_has_every_desk_of_the_plan_and_those_that_nobody_told_of_are_unknown()
    {
        var view = ViewOf(Points.Desk("A", 1, PointValue.Of(true)), Points.Desk("B", 1, PointValue.Of(true)));

        var snapshot = view.Snapshot("v1");

        Assert.Equal(
            [("c/A/desk/1", DeskState.Occupied), ("c/A/desk/2", DeskState.Unknown)],
            snapshot.Desks.Select(desk => (desk.Key.ToString(), desk.State)));
        Assert.Equal("v1", snapshot.PlanVersion);
    }

    [Fact]
    public void A_change_tells_each_desk_once_and_only_those_of_the_floor()
    {
        var view = ViewOf(Points.Desk("A", 1, PointValue.Of(true)));
        view.Snapshot("v1");

        view.Take(Points.Changes(Points.Desk("A", 1, PointValue.Of(false)), Points.Desk("B", 1, PointValue.Of(true))));
        view.Take(Points.Changes(Points.Desk("A", 1, PointValue.Of(true))));

        var desk = Assert.Single(view.Change()!.Desks);
        Assert.Equal(("c/A/desk/1", DeskState.Occupied), (desk.Key.ToString(), desk.State));
        Assert.Null(view.Change());
    }

    [Fact]
    public void A_desk_that_was_not_there_before_asks_for_a_snapshot()
    {
        var view = ViewOf(Points.Desk("A", 1, PointValue.Of(true)));
        view.Snapshot("v1");
        Assert.False(view.NeedsSnapshot);

        view.Take(Points.Changes(Points.Desk("A", 2, PointValue.Of(true))));

        Assert.True(view.NeedsSnapshot);
    }

    [Fact]
    public void Gateways_are_told_at_most_once_a_second_and_never_forgotten()
    {
        var view = ViewOf(Points.Desk("A", 1, PointValue.Of(true)));
        view.Snapshot("v1");
        Assert.Null(view.GatewaysDueIn);

        view.Take(Points.Changes() with { Gateways = [Points.Gateway(presence: GatewayPresence.Offline)] });
        Assert.Null(view.Change());
        Assert.Equal(TimeSpan.FromSeconds(1), view.GatewaysDueIn);

        _time.Advance(TimeSpan.FromSeconds(1));
        var gateway = Assert.Single(view.Change()!.Gateways!);
        Assert.Equal((false, null), (gateway.Online, gateway.Backlog));
        Assert.Null(view.GatewaysDueIn);
    }

    [Fact]
    public void A_floor_tells_of_the_gateways_that_report_something_of_it_and_of_no_other()
    {
        var view = ViewOf(Points.Desk("A", 1, PointValue.Of(true)), Points.Desk("B", 1, PointValue.Of(true)) with { Gateway = new GatewayKey("c", "gw-2") });
        view.Take(Points.Changes() with { Gateways = [Points.Gateway("c/gw-2")] });
        Assert.Equal(["gw-1"], view.Snapshot("v1").Gateways.Select(gateway => gateway.Key.Gateway));

        view.Take(Points.Changes() with { Gateways = [Points.Gateway("c/gw-2", GatewayPresence.Offline)] });
        Assert.Null(view.GatewaysDueIn);

        // gw-2 takes the desk over
        view.Take(Points.Changes(Points.Desk("A", 1, PointValue.Of(false)) with { Gateway = new GatewayKey("c", "gw-2") }));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([("gw-2", false)], view.Change()!.Gateways!.Select(gateway => (gateway.Key.Gateway, gateway.Online)));
    }

    [Fact]
    public void A_gateway_that_reports_nothing_in_any_zone_is_on_each_floor_of_its_community_until_it_does()
    {
        var view = ViewOf(Points.Desk("A", 1, PointValue.Of(true)));
        view.Snapshot("v1");
        foreach (var name in (string[])["c/gw-2", "d/gw-2"])
            view.Take(Points.Changes() with { Gateways = [Points.Gateway(name, received: FakeTime.Start) with { Zones = [] }] });
        _time.Advance(TimeSpan.FromSeconds(1));
        var change = view.Change()!;
        Assert.Equal(["c/gw-1", "c/gw-2"], change.Gateways!.Select(gateway => gateway.Key.ToString()));
        Assert.Null(change.NewestReading); // none of the floor

        view.Take(Points.Changes() with { Gateways = [Points.Gateway("c/gw-2")] });
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["c/gw-1"], view.Change()!.Gateways!.Select(gateway => gateway.Key.ToString()));
    }

    [Fact]
    public void A_gateway_whose_zones_no_plan_has_is_on_each_floor_behind_the_others_and_says_so()
    {
        var view = ViewOf(Points.Desk("A", 1, PointValue.Of(true)));
        view.Take(Points.Changes() with
        {
            Gateways = [Points.Gateway("c/gw-0") with { Zones = [new ZoneKey("c", "annex"), new ZoneKey("d", "A")] }, Points.Gateway("c/gw-2") with { Zones = [new ZoneKey("c", "annex"), new ZoneKey("c", "A")] }, Points.Gateway("d/gw-0") with { Zones = [new ZoneKey("d", "annex")] }],
        });
        Assert.Equal([("gw-1", false), ("gw-0", true)], view.Snapshot("v1").Gateways.Select(gateway => (gateway.Key.Gateway, gateway.OnNoFloor)));
    }

    [Fact]
    public void A_gateway_that_needs_a_look_comes_first_and_a_backlog_that_nobody_knows_is_not_zero()
    {
        var shown = GatewayReader.ReadAll([
            Points.Gateway("c/gw-1"), Points.Gateway("c/gw-2", backlog: 5_000),
            Points.Gateway("c/gw-3", GatewayPresence.Offline, backlog: 7)]);

        Assert.Equal([("gw-3", null), ("gw-2", 5_000L), ("gw-1", 0L)], shown.Select(gateway => (gateway.Key.Gateway, gateway.Backlog)));
    }

    [Fact]
    public void A_gateway_whose_clock_was_set_back_says_so() =>
        Assert.Equal(DateTimeOffset.UnixEpoch, Assert.Single(GatewayReader.ReadAll([Points.Gateway("c/gw-1") with { ClockSetBackAt = DateTimeOffset.UnixEpoch }])).ClockSetBackAt);

    [Fact]
    public void A_floor_shows_nothing_of_another_community_with_the_same_zones()
    {
        var here = new FloorView(FloorOf("c"), _time, _ => true);
        var there = new FloorView(FloorOf("d"), _time, _ => true);
        var both = Points.Everything(Points.Desk("A", 1, PointValue.Of(true)), Points.Desk("A", 1, PointValue.Of(false), "d")) with
        {
            Gateways = [Points.Gateway("c/gw-1"), Points.Gateway("d/gw-1", GatewayPresence.Offline)],
        };
        here.Take(both);
        there.Take(both);

        var (ours, theirs) = (here.Snapshot("v1"), there.Snapshot("v1"));

        Assert.Equal(["c/A/desk/1 Occupied", "c/A/desk/2 Unknown"], ours.Desks.Select(desk => $"{desk.Key} {desk.State}"));
        Assert.Equal(["d/A/desk/1 Free", "d/A/desk/2 Unknown"], theirs.Desks.Select(desk => $"{desk.Key} {desk.State}"));
        Assert.Equal([("c/gw-1", true)], ours.Gateways.Select(gateway => (gateway.Key.ToString(), gateway.Online)));
        Assert.Equal([("d/gw-1", false)], theirs.Gateways.Select(gateway => (gateway.Key.ToString(), gateway.Online)));

        here.Take(Points.Changes(Points.Desk("A", 1, PointValue.Of(true), "d")));
        Assert.Null(here.Change());
    }

    [Fact]
    public void Where_figures_of_desks_are_off_zones_are_told_and_no_desk()
    {
        var view = new FloorView(FloorOf("c", 12), _time, _ => false);
        view.Take(Points.Everything([.. Enumerable.Range(1, 10).Select(desk => Points.Desk("A", desk, PointValue.Of(desk <= 4)))]));

        var snapshot = view.Snapshot("v1");
        Assert.Empty(snapshot.Desks);
        Assert.Equal(new LiveZone(new("c", "A"), 12, 2, 4, 4), Assert.Single(snapshot.Zones));

        view.Take(Points.Changes(Points.Desk("A", 5, PointValue.Of(true))));
        var change = view.Change()!;
        Assert.Empty(change.Desks);
        Assert.Equal(new LiveZone(new("c", "A"), 12, 2, 5, 5), Assert.Single(change.Zones!));
        // One went and another came: nothing happened that may be told, so there is no event either.
        view.Take(Points.Changes(Points.Desk("A", 5, PointValue.Of(false)), Points.Desk("A", 6, PointValue.Of(true))));
        Assert.Null(view.Change());
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(2, 2, 2)]
    [InlineData(4, 4, 4)]
    [InlineData(5, 5, 6)]
    [InlineData(6, 5, 6)]
    public void That_all_desks_are_free_or_occupied_is_not_told(int occupied, int least, int most) => Assert.Equal(
        new LiveZone(new("c", "A"), 7, 1, least, most), LiveZone.Of(new("c", "A"), [DeskState.Unknown, .. Enumerable.Range(0, 6).Select(desk => desk < occupied ? DeskState.Occupied : DeskState.Free)]));

    [Fact]
    public void Of_a_zone_with_few_known_desks_nothing_is_told_not_even_that_something_happened()
    {
        var view = new FloorView(Floor, _time, _ => false);
        view.Take(Points.Everything(Points.Desk("A", 1, PointValue.Of(true)), Points.Desk("A", 2, PointValue.Of(true))));
        Assert.Equal(new LiveZone(new("c", "A"), 2, 0, null, null), Assert.Single(view.Snapshot("v1").Zones));

        view.Take(Points.Changes(Points.Desk("A", 1, PointValue.Of(false))));
        Assert.Null(view.Change());
    }

    [Fact]
    public void A_switch_is_followed_with_the_next_event_in_both_directions()
    {
        var gives = true;
        var view = new FloorView(Floor, _time, _ => gives);
        view.Take(Points.Everything(Points.Desk("A", 1, PointValue.Of(true))));
        Assert.Equal(2, view.Snapshot("v1").Desks.Count);
        foreach (var (given, desks, zones) in ((bool, int, int)[])[(false, 0, 1), (true, 2, 0)])
        {
            Assert.False(view.NeedsSnapshot);
            gives = given;
            Assert.True(view.NeedsSnapshot);
            var snapshot = view.Snapshot("v2");
            Assert.Equal((desks, zones), (snapshot.Desks.Count, snapshot.Zones.Count));
        }
    }

    [Fact]
    public void Of_everything_the_communities_are_told_as_each_has_chosen()
    {
        var view = new FloorView(null, _time, community => community == "c");
        view.Take(Points.Everything(Points.Desk("A", 1, PointValue.Of(true)), Points.Desk("A", 1, PointValue.Of(true), "d")));
        var snapshot = view.Snapshot("v1");
        Assert.Equal(["c/A/desk/1"], snapshot.Desks.Select(desk => $"{desk.Key}"));
        Assert.Equal(["d/A"], snapshot.Zones.Select(zone => $"{zone.Key}"));
    }

    private static LiveFloor FloorOf(string community, int desks = 2)
    {
        var plan = ArrangedPlan.Of(community, [new("A", [.. Enumerable.Range(1, desks).Select(desk => $"desk/{desk}")])]);
        return new LiveFloor(plan, plan.Floors[0]);
    }

    private FloorView ViewOf(params IReadOnlyList<LivePoint> points)
    {
        var view = new FloorView(Floor, _time, _ => true);
        view.Take(Points.Everything(points));
        return view;
    }
}
