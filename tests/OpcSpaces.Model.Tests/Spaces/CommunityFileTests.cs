using System.Text;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;

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
              "rooms": [{"id": "room/1", "name": "Lounge", "capacity": 8}],
              "doors": [{"id": "door/1"}],
              "environment": [{"id": "env/1", "name": "Air"}],
            }],
          }],
        }
        """;

    [Fact]
    public void A_community_file_with_comments_reads_into_floors_zones_and_points()
    {
        var community = Read(Small);

        var zone = Assert.Single(community.Zones);
        Assert.Equal("demo", community.Id);
        Assert.Equal(200, community.AreaSquareMetres);
        Assert.Equal((ZoneKind.OpenArea, new Rectangle(0, 0, 10, 10)), (zone.Kind, zone.Rectangle));
        Assert.Equal([new Desk("desk/1", 2, 2, 0), new Desk("desk/2", 2, 2.7, 180)], zone.Desks);
        Assert.Equal([new Meter("meter/1", "Sockets")], zone.Meters);
        Assert.Equal([new Room("room/1", "Lounge", 8)], zone.Rooms);
        Assert.Equal([new Door("door/1", "door/1")], zone.Doors);
        Assert.Equal([new EnvironmentSensor("env/1", "Air")], zone.Environment);
        Assert.Equal(new Fixture(FixtureKind.Core, "Lifts", new Rectangle(12, 0, 4, 4)), Assert.Single(community.Floors[0].Fixtures));
    }

    [Fact]
    public void What_is_written_reads_back_the_same_and_keeps_Chinese_readable()
    {
        var written = CommunityFile.Write(Read(Small));

        var text = Encoding.UTF8.GetString(written);
        Assert.Contains("共享工位区 A1", text, StringComparison.Ordinal);
        Assert.DoesNotContain("footprint", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(2, text.Split("\"zones\"").Length);
        Assert.Equal(written, CommunityFile.Write(CommunityFile.Read(written, "again.json")));
    }

    [Fact]
    public void A_file_of_an_earlier_version_is_read()
    {
        // The simulator wrote kinds with capitals at first, no rooms, doors or sensors of the air, and every zone a second time at the end.
        var community = Read("""
            {"id": "demo", "name": "Demo", "floors": [{"id": "1F", "name": "Floor 1", "widthMetres": 20, "heightMetres": 10, "zones": [
              {"id": "A", "name": "A", "kind": "OpenArea", "rectangle": {"x": 0, "y": 0, "width": 10, "height": 10},
               "desks": [{"id": "desk/1", "x": 2, "y": 2, "rotationDegrees": 0}], "meters": []}],
              "fixtures": [{"kind": "Corridor", "name": "Corridor", "rectangle": {"x": 12, "y": 0, "width": 4, "height": 4}}]}],
              "zones": [{"id": "A", "name": "A", "kind": "OpenArea", "rectangle": {"x": 0, "y": 0, "width": 10, "height": 10}, "desks": [], "meters": []}]}
            """);

        Assert.Equal((1, ZoneKind.OpenArea), (community.Zones.Single().Desks.Count, community.Zones.Single().Kind));
    }

    [Fact]
    public void All_faults_are_reported_at_once_with_file_line_path_value_and_fix()
    {
        var faults = Faults("""
            {
              "id": "de/mo", "name": 5,
              "floors": [{
                "id": "1F", "name": "one", "widthMetres": "wide", "heightMetres": 10, "colour": "red",
                "zones": [
                  {"id": "A", "name": "a", "kind": "garden", "rectangle": {"x": 0, "y": 0, "width": 5, "height": 5},
                   "desks": [{"id": "desk/1", "x": 2, "y": 2, "rotationDegrees": 0}, {"id": "desk/1", "x": 9, "y": 2, "rotationDegrees": 0}]},
                  {"id": "a", "name": "b", "kind": "openArea", "desks": [{"id": "chair 3", "x": 2, "y": 2, "rotation": 0}]},
                  {"id": "C", "name": "c", "kind": "meetingRoom", "rectangle": {"x": 3, "y": 3, "width": -5, "height": 5}, "meters": {},
                   "rooms": [{"id": "room/1", "capacity": 0}]}
                ]
              }]
            }
            """);

        Assert.Equal(
            [
                "test.json:2: id: \"de/mo\" – contains '/', which is not allowed in topics: write another id",
                "test.json:2: name: 5 – write a text in quotes",
                "test.json:4: floors[0].colour: \"red\" – there is no such setting here; use one of fixtures, heightMetres, id, name, widthMetres, zones",
                "test.json:4: floors[0].widthMetres: \"wide\" – write a number without quotes",
                "test.json:6: floors[0].zones[0].kind: \"garden\" – use \"openArea\", \"privateOffice\", \"meetingRoom\", \"publicService\"",
                "test.json:7: floors[0].zones[0].desks[1]: x 8.3–9.7, y 1.65–2.35 – it is not inside its zone, x 0–5, y 0–5: move or shrink it",
                "test.json:7: floors[0].zones[0].desks[1].id: \"desk/1\" – floors[0].zones[0].desks[0].id is the same desk, or differs only by case: rename one",
                "test.json:8: floors[0].zones[1].desks[0].id: \"chair 3\" – write desk/ and a number from 1, such as \"desk/1\"",
                "test.json:8: floors[0].zones[1].desks[0].rotation: 0 – there is no such setting here; did you mean \"rotationDegrees\"?",
                "test.json:8: floors[0].zones[1].id: \"a\" – floors[0].zones[0].id is the same zone, or differs only by case: rename one",
                "test.json:8: floors[0].zones[1].rectangle: missing – add it",
                "test.json:9: floors[0].zones[2].meters: {} – write a list in brackets",
                "test.json:9: floors[0].zones[2].rectangle.width: -5 – use 0.01 to 1000 metres",
                "test.json:10: floors[0].zones[2].rooms[0].capacity: 0 – use 1 to 10000 people",
            ],
            faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Path, StringComparer.Ordinal).Select(fault => fault.ToString()));
    }

    [Fact]
    public void A_name_without_control_characters_is_demanded_of_everything_that_has_one()
    {
        var faults = Faults(Small.Replace("\"Lifts\"", "\"Li\\u001bfts\"", StringComparison.Ordinal).Replace("\"Sockets\"", "\"a\\u0007\"", StringComparison.Ordinal)
            .Replace("示例社区", "\\u0000", StringComparison.Ordinal).Replace("一层", "\\u0085", StringComparison.Ordinal).Replace("共享工位区 A1", "\\n", StringComparison.Ordinal));

        Assert.Equal(
            ["floors[0].fixtures[0].name", "floors[0].name", "floors[0].zones[0].meters[0].name", "floors[0].zones[0].name", "name"],
            faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(string.Concat(faults), char.IsControl);
    }

    private static Community Read(string json) => CommunityFile.Read(Encoding.UTF8.GetBytes(json), "test.json");

    private static IReadOnlyList<SettingsFault> Faults(string json) => Assert.Throws<SettingsException>(() => Read(json)).Faults;
}
