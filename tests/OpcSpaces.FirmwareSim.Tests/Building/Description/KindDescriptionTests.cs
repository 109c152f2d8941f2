using OpcSpaces.FirmwareSim.Building.Description;
using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Tests.Building.Description;

/// <summary>The list <c>kinds</c> of a description.</summary>
public class KindDescriptionTests
{
    private const string Office = """
        {
          "id": "c",
          "floors": [{ "id": "1F", "widthMetres": 10, "heightMetres": 10, "zones": [
            { "id": "A", "kind": "openArea", "rectangle": { "x": 0, "y": 0, "width": 5, "height": 5 },
              "desks": [{ "id": "desk/1", "x": 1, "y": 1 }], "rooms": [{ "id": "room/1", "name": "Lab", "capacity": 3 }] }
          ] }],
          "gateways": [{ "id": "gw", "sensors": [{ "zone": "A", "point": "desk/1", "sensor": "motion", "pin": 4 }] }],
          "kinds": [
            KINDS
          ]
        }
        """;

    private const int LineOfKinds = 9;

    [Fact]
    public void Every_setting_of_a_kind_is_read()
    {
        var plan = CommunityDescription.Parse(With("""
            {
              "name": "lab",
              "places": [{ "zone": "A", "point": "room/1" }],
              "detector": { "delaySeconds": 1800, "movingSeconds": 0.7, "stillSeconds": 800, "movingBoutSeconds": 30, "stillBoutSeconds": 900 },
              "people": { "attendance": 0.5, "count": 2, "absences": { "perDay": 4, "minutesFrom": 9, "minutesTo": 12 }, "visits": { "perDay": 5, "minutesFrom": 1, "minutesTo": 8 } },
              "disturbances": [
                { "what": "passers", "fromHour": 8, "toHour": 9.5, "perHour": 20, "seconds": 3, "everySeconds": 1 },
                { "what": "heating", "fromHour": 22, "toHour": 6 },
                { "what": "cleaners", "fromHour": 19, "toHour": 21, "seconds": 200 }
              ]
            }
            """));

        var kind = plan.Kinds["A", "room/1"]!;
        Assert.Equal(
            new PlaceKind
            {
                Name = "lab",
                DelaySeconds = 1_800,
                MovingSeconds = 0.7,
                StillSeconds = 800,
                MovingBoutSeconds = 30,
                StillBoutSeconds = 900,
                Attendance = 0.5,
                People = 2,
                Absences = new ShortTimes(4, 9, 12),
                Visits = new ShortTimes(5, 1, 8),
                Disturbances = kind.Disturbances,
            },
            kind);
        Assert.Equal(
            [
                new Disturbance(DisturbanceKind.Passers, 8, 9.5) { PerHour = 20, Seconds = 3, EverySeconds = 1 },
                Disturbance.Of(DisturbanceKind.Heating, 22, 6),
                Disturbance.Of(DisturbanceKind.Cleaners, 19, 21) with { Seconds = 200 },
            ],
            kind.Disturbances);
        Assert.Null(plan.Kinds["A", "desk/1"]);
    }

    [Theory]
    [InlineData("""{ "deskShare": 0.1 }""", "name")]
    [InlineData("""{ "name": " ", "deskShare": 0.1 }""", "name")]
    [InlineData("""{ "name": "a" }""", "places")]
    [InlineData("""{ "name": "a", "deskShare": 1.5 }""", "deskShare")]
    [InlineData("""{ "name": "a", "deskShare": "half" }""", "deskShare")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "wakway": 3 }""", "wakway")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "people": { "count": 2 } }""", "people.count")]
    [InlineData("""{ "name": "a", "places": [{ "zone": "B", "point": "desk/1" }] }""", "places[0].zone")]
    [InlineData("""{ "name": "a", "places": [{ "zone": "A" }] }""", "places[0].point")]
    [InlineData("""{ "name": "a", "places": [{ "zone": "A", "point": "desk/2" }] }""", "places[0].point")]
    [InlineData("""{ "name": "a", "places": [{ "zone": "A", "point": "desk/1" }, { "zone": "A", "point": "desk/1" }] }""", "places[1].point")]
    [InlineData("""{ "name": "a", "places": [{ "zone": "A", "point": "desk/1" }], "people": { "count": 2 } }""", "places[0].point")]
    [InlineData("""{ "name": "a", "places": [{ "zone": "A", "point": "room/1" }], "people": { "count": 4 } }""", "places[0].point")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "detector": { "delaySeconds": 1801 } }""", "detector.delaySeconds")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "detector": { "delaySeconds": "long" } }""", "detector.delaySeconds")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "detector": { "movingSeconds": 0 } }""", "detector.movingSeconds")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "detector": { "stillSeconds": 4000 } }""", "detector.stillSeconds")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "detector": { "movingBoutSeconds": 0 } }""", "detector.movingBoutSeconds")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "detector": { "stillBoutSeconds": -1 } }""", "detector.stillBoutSeconds")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "people": { "attendance": 2 } }""", "people.attendance")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "people": { "absences": { "perDay": 0, "minutesFrom": 1, "minutesTo": 2 } } }""", "people.absences.perDay")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "people": { "absences": { "perDay": 3, "minutesFrom": 12, "minutesTo": 9 } } }""", "people.absences.minutesTo")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "people": { "visits": { "perDay": 3, "minutesTo": 9 } } }""", "people.visits.minutesFrom")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "disturbances": [{ "what": "ghosts", "perHour": 3 }] }""", "disturbances[0].what")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "disturbances": [{ "what": "sun", "fromHour": 25 }] }""", "disturbances[0].fromHour")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "disturbances": [{ "what": "sun", "fromHour": 9, "toHour": 9 }] }""", "disturbances[0].toHour")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "disturbances": [{ "what": "pets", "perHour": 0 }] }""", "disturbances[0].perHour")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "disturbances": [{ "what": "pets", "seconds": 0 }] }""", "disturbances[0].seconds")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "disturbances": [{ "what": "pets", "everySeconds": 0 }] }""", "disturbances[0].everySeconds")]
    [InlineData("""{ "name": "a", "deskShare": 0.1, "disturbances": [{ "what": "cleaners", "fromHour": 19, "perHour": 3 }] }""", "disturbances[0].perHour")]
    public void What_is_wrong_once_in_a_kind_is_one_fault_with_its_line(string kind, string path)
    {
        var fault = Assert.Single(Faults(With(kind)));
        Assert.Equal(($"kinds[0].{path}", LineOfKinds), (fault.Path, fault.Line));
    }

    [Fact]
    public void Names_places_and_shares_of_several_kinds_must_not_clash()
    {
        var faults = Faults(With("""
            { "name": "a", "deskShare": 0.7 }, { "name": "A", "deskShare": 0.4, "places": [{ "zone": "A", "point": "desk/1" }] },
            { "name": "b", "places": [{ "zone": "A", "point": "desk/1" }] }
            """));

        Assert.Equal(["kinds", "kinds[1].name", "kinds[2].places[0].point"], faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_kinds_of_a_layout_are_checked_against_its_zones() => Assert.Equal(
        ["kinds[0].places[1].zone"],
        Faults("""{ "id": "c", "layout": { "desks": 10, "gateways": 1 }, "kinds": [{ "name": "a", "places": [{ "zone": "1F-A01", "point": "desk/1" }, { "zone": "9F-A01", "point": "desk/1" }] }] }""")
            .Select(fault => fault.Path));

    private static string With(string kinds) => Office.Replace("KINDS", kinds, StringComparison.Ordinal);

    private static IReadOnlyList<SettingsFault> Faults(string json) => Assert.Throws<SettingsException>(() => CommunityDescription.Parse(json, "site.jsonc")).Faults;
}
