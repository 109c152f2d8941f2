using System.Text;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Model.Tests.Spaces;

public class CommunityFileTests
{
    private const string Small = """
        {
          // the smallest community with everything in it
          "id": "demo", "name": "示例社区 · Demo",
          "floors": [{
            "id": "1F", "name": "一层 · Floor 1", "widthMetres": 20, "heightMetres": 10,
            "fixtures": [{"kind": "core", "name": "Lifts", "rectangle": {"x": 12, "y": 0, "width": 4, "height": 4}}],
            "zones": [{
              "id": "1F-A01", "name": "共享工位区 A1 · Open desks A1", "kind": "openArea",
              "rectangle": {"x": 0, "y": 0, "width": 10, "height": 10},
              "desks": [{"id": "desk/1", "x": 2, "y": 2, "rotationDegrees": 0}, {"id": "desk/2", "x": 2, "y": 2.7, "rotationDegrees": 180}],
              "meters": [{"id": "meter/1", "name": "Sockets"}],
            }],
          }],
        }
        """;

    [Fact]
    public void A_community_file_with_comments_reads_into_floors_zones_desks_and_meters()
    {
        var community = Read(Small);

        var zone = Assert.Single(community.Zones);
        Assert.Equal("demo", community.Id);
        Assert.Equal(200, community.AreaSquareMetres);
        Assert.Equal((ZoneKind.OpenArea, new Rectangle(0, 0, 10, 10)), (zone.Kind, zone.Rectangle));
        Assert.Equal([new Desk("desk/1", 2, 2, 0), new Desk("desk/2", 2, 2.7, 180)], zone.Desks);
        Assert.Equal([new Meter("meter/1", "Sockets")], zone.Meters);
        Assert.Equal(FixtureKind.Core, community.Floors[0].Fixtures[0].Kind);
    }

    [Fact]
    public void What_is_written_reads_back_the_same_and_keeps_Chinese_readable()
    {
        var written = CommunityFile.Write(Read(Small));

        var text = Encoding.UTF8.GetString(written);
        Assert.Contains("共享工位区 A1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("footprint", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(written, CommunityFile.Write(CommunityFile.Read(written, "again.json")));
    }

    [Fact]
    public void All_faults_of_a_file_are_reported_at_once_with_path_and_value()
    {
        var faults = Faults("""
            {
              "id": "de/mo", "name": 5,
              "floors": [{
                "id": "1F", "name": "one", "widthMetres": "wide", "heightMetres": 10,
                "zones": [
                  {"id": "A", "name": "a", "kind": "garden", "rectangle": {"x": 0, "y": 0, "width": 5, "height": 5},
                   "desks": [{"id": "desk/1", "x": 2, "y": 2, "rotationDegrees": 0}, {"id": "desk/1", "x": 9, "y": 2, "rotationDegrees": 0}]},
                  {"id": "A", "name": "b", "kind": "openArea", "desks": [{"id": "chair 3", "x": 2, "y": 2, "rotationDegrees": 0}]},
                  {"id": "C", "name": "c", "kind": "meetingRoom", "rectangle": {"x": 3, "y": 3, "width": -5, "height": 5}, "meters": {}}
                ]
              }]
            }
            """);

        Assert.Equal(
            [
                "floors[0].widthMetres = \"wide\": is not a number",
                "floors[0].zones[0].desks[1] = x 8.3–9.7, y 1.65–2.35: is not inside its zone",
                "floors[0].zones[0].desks[1].id = \"desk/1\": another desk of the zone has this id",
                "floors[0].zones[0].kind = \"garden\": is not one of OpenArea, PrivateOffice, MeetingRoom, PublicService",
                "floors[0].zones[1].desks[0].id = \"chair 3\": is not of the form desk/1",
                "floors[0].zones[1].id = \"A\": another zone of the community has this id",
                "floors[0].zones[1].rectangle = nothing: an object is missing",
                "floors[0].zones[2].meters = {}: is not a list",
                "floors[0].zones[2].rectangle.width = -5: is not between 0 and 1000 metres",
                "id = \"de/mo\": contains '/', which is not allowed in topics",
                "name = 5: is not a text",
            ],
            faults.Select(fault => fault.ToString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("{\n\"id\": \"a\",\n oops }", "line 3")]
    public void Text_that_is_not_JSON_is_one_fault_with_its_line(string json, string line)
    {
        var fault = Assert.Single(Faults(json));
        Assert.Equal(line, fault.Found);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("3")]
    public void JSON_that_is_no_object_names_every_member_that_is_missing(string json) =>
        Assert.Equal(["id", "name", "floors"], Faults(json).Select(fault => fault.Path));

    [Fact]
    public void Zones_that_overlap_or_leave_their_floor_are_faults()
    {
        var faults = Faults("""
            {"id": "x", "name": "x", "floors": [{"id": "1F", "name": "1", "widthMetres": 10, "heightMetres": 10, "zones": [
              {"id": "A", "name": "a", "kind": "openArea", "rectangle": {"x": 0, "y": 0, "width": 5, "height": 5}},
              {"id": "B", "name": "b", "kind": "openArea", "rectangle": {"x": 4, "y": 0, "width": 5, "height": 5}},
              {"id": "C", "name": "c", "kind": "openArea", "rectangle": {"x": 0, "y": 5, "width": 5, "height": 6}}]}]}
            """);

        Assert.Equal(
            [("floors[0].zones[1].rectangle", "overlaps zone A"), ("floors[0].zones[2].rectangle", "is not inside its floor")],
            faults.Select(fault => (fault.Path, fault.Problem)));
    }

    [Fact]
    public void The_message_of_the_exception_names_the_file_on_every_line()
    {
        var exception = Assert.Throws<CommunityFileException>(() => CommunityFile.Read("{}"u8.ToArray(), "community.json"));
        Assert.All(exception.Message.Split('\n'), line => Assert.StartsWith("community.json: ", line, StringComparison.Ordinal));
    }

    private static Community Read(string json) => CommunityFile.Read(Encoding.UTF8.GetBytes(json), "test.json");

    private static IReadOnlyList<CommunityFault> Faults(string json) => Assert.Throws<CommunityFileException>(() => Read(json)).Faults;
}
