using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Model.Tests.Spaces;

public class ArrangedPlanTests
{
    [Fact]
    public void Every_desk_stands_in_its_zone_and_no_two_zones_overlap()
    {
        var floor = Assert.Single(Arrange(Enumerable.Range(1, 23).ToDictionary(z => $"Z-{z:00}", z => z % 9)).Floors);

        Assert.Equal(23, floor.Zones.Count);
        foreach (var zone in floor.Zones)
        {
            Assert.All(zone.Desks, desk => Assert.True(zone.Rectangle.Contains(desk.Footprint), $"{desk.Id} stands outside {zone.Id}"));
            Assert.All(floor.Zones, other => Assert.True(other == zone || !other.Rectangle.Overlaps(zone.Rectangle), $"{other.Id} overlaps {zone.Id}"));
            Assert.True(zone.Rectangle.Right <= floor.WidthMetres && zone.Rectangle.Bottom <= floor.HeightMetres);
        }
    }

    [Fact]
    public void The_order_in_which_zones_and_desks_are_told_does_not_matter()
    {
        var one = ArrangedPlan.Of("c", [new("B", ["desk/2", "desk/10"]), new("A", ["desk/1"])]);
        var other = ArrangedPlan.Of("c", [new("A", ["desk/1"]), new("B", ["desk/10", "desk/2"])]);

        Assert.Equal(Describe(one), Describe(other));
        Assert.Equal(["desk/2", "desk/10"], one.Zones.Last().Desks.Select(d => d.Id));
    }

    [Fact]
    public void Without_a_zone_there_is_no_floor() => Assert.Empty(Arrange([]).Floors);

    private static Community Arrange(Dictionary<string, int> zones) =>
        ArrangedPlan.Of("c", zones.Select(z => KeyValuePair.Create<string, IReadOnlyCollection<string>>(z.Key, [.. Enumerable.Range(1, z.Value).Select(d => $"desk/{d}")])));

    private static IEnumerable<string> Describe(Community community) =>
        community.Zones.SelectMany(z => z.Desks.Select(d => $"{z.Id} {z.Rectangle} {d}"));
}
