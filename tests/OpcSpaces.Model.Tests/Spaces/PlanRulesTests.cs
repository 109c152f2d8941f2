using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;

namespace OpcSpaces.Model.Tests.Spaces;

public class PlanRulesTests
{
    [Theory]
    [InlineData("""{"x": 0, "y": 5, "width": 5, "height": 6}""", "rectangle")]
    [InlineData("""{"x": -1, "y": 0, "width": 5, "height": 5}""", "rectangle")]
    [InlineData("""{"x": 1e308, "y": 0, "width": 5, "height": 5}""", "rectangle.x")]
    [InlineData("""{"x": 0, "y": -1e308, "width": 5, "height": 5}""", "rectangle.y")]
    [InlineData("""{"x": 0, "y": 0, "width": 1e308, "height": 5}""", "rectangle.width")]
    [InlineData("""{"x": 0, "y": 0, "width": 5, "height": 0}""", "rectangle.height")]
    [InlineData("""{"x": 0, "y": 0, "width": 5, "height": -5}""", "rectangle.height")]
    [InlineData("""{"x": 0, "y": 0, "width": 5, "height": 1e999}""", "rectangle.height")]
    [InlineData("""{"x": 0, "y": 0, "width": 5}""", "rectangle.height")]
    public void A_box_that_cannot_be_drawn_is_one_fault_for_a_zone_and_for_a_fixture(string rectangle, string path)
    {
        var zone = $$"""{"id": "A", "kind": "openArea", "rectangle": {{rectangle}}}""";
        var fixture = $$"""{"kind": "core", "rectangle": {{rectangle}}}""";

        Assert.Equal(
            [$"floors[0].fixtures[0].{path}", $"floors[0].zones[0].{path}"],
            Faults($$"""{"id": "x", "floors": [{"id": "1F", "widthMetres": 10, "heightMetres": 10, "zones": [{{zone}}], "fixtures": [{{fixture}}]}]}""").Select(fault => fault.Path).Order());
    }

    [Theory]
    [InlineData("1e308", "10", "widthMetres")]
    [InlineData("0", "10", "widthMetres")]
    [InlineData("10", "1000.5", "heightMetres")]
    [InlineData("10", "-10", "heightMetres")]
    public void A_floor_has_a_size_from_a_centimetre_to_a_kilometre(string width, string height, string path) =>
        Assert.Equal([$"floors[0].{path}"], Faults(Floor(width, height, """{"id": "A", "kind": "openArea", "rectangle": {"x": 0, "y": 0, "width": 5, "height": 5}}""")).Select(fault => fault.Path));

    [Fact]
    public void Zones_that_overlap_are_a_fault_and_zones_with_a_common_wall_are_not()
    {
        var fault = Assert.Single(Faults(Floor("10", "10", """
            {"id": "A", "kind": "openArea", "rectangle": {"x": 0, "y": 0, "width": 5, "height": 5}},
            {"id": "B", "kind": "openArea", "rectangle": {"x": 4, "y": 0, "width": 5, "height": 5}},
            {"id": "C", "kind": "openArea", "rectangle": {"x": 0, "y": 5, "width": 5, "height": 5}}
            """)));

        Assert.Equal(("floors[0].zones[1].rectangle", "it overlaps zone \"A\": move or shrink one of them"), (fault.Path, fault.Fix));
    }

    [Theory]
    [InlineData("""{"id": "desk/1", "x": 2, "y": 2}, {"id": "desk/2", "x": 2, "y": 2}""", "desks[1]")]
    [InlineData("""{"id": "desk/1", "x": 2, "y": 2}, {"id": "desk/2", "x": 2.9, "y": 2.3}""", "desks[1]")]
    [InlineData("""{"id": "desk/1", "x": 2, "y": 2}, {"id": "desk/2", "x": 2, "y": 2.7, "rotationDegrees": 90}""", "desks[1]")]
    [InlineData("""{"id": "desk/1", "x": 1e308, "y": 2}""", "desks[0].x")]
    [InlineData("""{"id": "desk/1", "x": 2, "y": -1e308}""", "desks[0].y")]
    [InlineData("""{"id": "desk/1", "x": 2, "y": 2, "rotationDegrees": 1e308}""", "desks[0].rotationDegrees")]
    [InlineData("""{"id": "desk/1", "x": -2, "y": 2}""", "desks[0]")]
    [InlineData("""{"id": "desk/1", "x": 0.5, "y": 2}""", "desks[0]")]
    public void A_desk_that_cannot_stand_there_is_one_fault(string desks, string path) =>
        Assert.Equal([$"floors[0].zones[0].{path}"], Faults(Floor("10", "10", Desks(desks))).Select(fault => fault.Path));

    [Theory]
    [InlineData("""{"id": "desk/1", "x": 2, "y": 2}, {"id": "desk/2", "x": 3.4, "y": 2}""")]
    [InlineData("""{"id": "desk/1", "x": 2, "y": 2}, {"id": "desk/2", "x": 3, "y": 2}""")]
    [InlineData("""{"id": "desk/1", "x": 2, "y": 2}, {"id": "desk/2", "x": 2, "y": 2.6, "rotationDegrees": 180}""")]
    [InlineData("""{"id": "desk/1", "x": 2, "y": 2, "rotationDegrees": 45}, {"id": "desk/2", "x": 1.5, "y": 2.5, "rotationDegrees": -135}, {"id": "desk/3", "x": 2.75, "y": 2.75, "rotationDegrees": 45}""")]
    public void Desks_side_by_side_and_back_to_back_are_accepted(string desks) =>
        Assert.NotEmpty(SettingsFile.Parse(Floor("10", "10", Desks(desks)), SpacesReader.Community, CommunityRules.Faults).Floors);

    [Theory]
    [InlineData(2, 0)]
    [InlineData(0, 199_999)]
    public void Very_many_desks_are_compared_with_their_neighbours_only(double metresApart, int overlaps)
    {
        var desks = string.Join(",", Enumerable.Range(0, 200_000).Select(desk => string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $$"""{"id":"desk/{{desk + 1}}","x":{{desk % 450 * metresApart}},"y":{{desk / 450 * metresApart}} }""")));
        var faults = Faults(Floor("1000", "1000", Desks(desks))).Where(fault => fault.Fix.StartsWith("it stands on top of floors[0].zones[0].desks[0]", StringComparison.Ordinal));
        Assert.Equal(overlaps, faults.Count());
    }

    [Fact]
    public void Very_many_zones_that_overlap_are_one_fault_each()
    {
        var zones = string.Join(",", Enumerable.Range(0, 100_000).Select(zone => $$"""{"id":"Z{{zone}}","kind":"openArea","rectangle":{"x":0,"y":0,"width":900,"height":900} }"""));
        Assert.Equal(99_999, Faults(Floor("1000", "1000", zones)).Count);
    }

    private static string Desks(string desks) => $$"""{"id": "A", "kind": "openArea", "rectangle": {"x": 0, "y": 0, "width": 5, "height": 5}, "desks": [{{desks}}]}""";

    private static string Floor(string width, string height, string zones) =>
        $$"""{"id": "x", "floors": [{"id": "1F", "widthMetres": {{width}}, "heightMetres": {{height}}, "zones": [{{zones}}]}]}""";

    private static IReadOnlyList<SettingsFault> Faults(string json) =>
        Assert.Throws<SettingsException>(() => SettingsFile.Parse(json, SpacesReader.Community, CommunityRules.Faults)).Faults;
}
