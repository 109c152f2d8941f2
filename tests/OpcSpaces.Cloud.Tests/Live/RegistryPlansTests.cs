using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Cloud.Live;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Registry.Committing;
using Floor = OpcSpaces.Model.Registry.Facts.Floor;
using Zone = OpcSpaces.Model.Registry.Facts.Zone;

namespace OpcSpaces.Cloud.Tests.Live;

/// <summary>What is read of the registry again after a change.</summary>
public sealed class RegistryPlansTests : IDisposable
{
    private readonly TestRegistry _registry = new();
    private readonly FakeTimeProvider _time = new();
    private readonly RegistryPlans _plans;

    public RegistryPlansTests()
    {
        _plans = new RegistryPlans(_registry.Store, _registry.Reader, _time);
        _registry.Put(new District("d1", "一"), new District("d2", "二"));
        _registry.Put(Rows("a"));
        _registry.Put(Rows("b"));
    }

    public void Dispose() => _registry.Dispose();

    [Fact]
    public void A_change_of_one_plan_leaves_the_others_as_they_were()
    {
        var before = _plans.Current;
        Assert.Equal(["a", "b"], before.Communities.Select(community => community.Id));

        _registry.Put(new Zone("b", "z2", "f1", "Z2", ZoneKind.OpenArea, Outline: Outline.Rectangle(5, 0, 4, 4)));
        var after = _plans.Current;
        Assert.Same(before.Communities[0], after.Communities[0]);
        Assert.Equal(["z1", "z2"], after.Communities[1].Zones.Select(zone => zone.Id));
        Assert.NotEqual(before.Version, after.Version);
    }

    [Fact]
    public void What_is_not_drawn_changes_no_plan()
    {
        var before = _plans.Current;
        _registry.Put(new CalendarDay("a", new DateOnly(2026, 10, 1), DayKind.Holiday));
        Assert.Same(before, _plans.Current);
        // And what is drawn is noticed afterwards.
        _registry.Put(new Floor("a", "f1", "Ground floor", 1, 20, 10));
        Assert.Equal("Ground floor", _plans.Current.Communities[0].Floors[0].Name);
    }

    [Fact]
    public void A_community_that_moves_to_another_district_or_leaves_is_noticed()
    {
        Assert.Equal("d1", _plans.Current.Facts["a"].District);
        _registry.Put(new CommunityFacts("a", "A", "d2", "Asia/Shanghai"));
        Assert.Equal("d2", _plans.Current.Facts["a"].District);

        _registry.Remove(new RowName("zones", "b/z1"));
        Assert.Equal("a", Assert.Single(_plans.Current.Communities).Id);
        Assert.Equal(["a", "b"], _plans.Current.Facts.Keys.Order());
    }

    [Fact]
    public void While_a_newer_version_is_known_and_cannot_be_read_no_community_gives_desks()
    {
        Assert.True(_plans.Current.GivesDesks("a"));
        _registry.Put(new CommunityFacts("a", "A", "d1", "Asia/Shanghai") { DeskFigures = false });
        _registry.IsAway = true;
        foreach (var passed in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(20)])
        {
            _time.Advance(passed);
            var plans = _plans.Current;
            Assert.Equal((false, false, 2), (plans.GivesDesks("a"), plans.GivesDesks("b"), plans.Communities.Count));
        }

        _registry.IsAway = false;
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((false, true), (_plans.Current.GivesDesks("a"), _plans.Current.GivesDesks("b")));
    }

    private static object[] Rows(string community) =>
    [
        new CommunityFacts(community, community.ToUpperInvariant(), "d1", "Asia/Shanghai"),
        new Floor(community, "f1", "1", 1, 20, 10),
        new Zone(community, "z1", "f1", "Z1", ZoneKind.OpenArea, Outline: Outline.Rectangle(0, 0, 4, 4)),
    ];
}
