using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Building.Description;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Tests.Building.Description;

public class CommunityDescriptionTests
{
    [Fact]
    public void The_community_that_comes_with_the_program_has_the_size_that_the_design_speaks_of()
    {
        var plan = Shipped("nanshan-10000");
        var points = plan.Gateways.SelectMany(gateway => gateway.Points).ToLookup(point => point.Kind);

        Assert.Equal((1_000, 125, 30, 100), (plan.Desks, plan.Meters, plan.Gateways.Count, plan.Community.Zones.Count()));
        Assert.Equal((160, 200), (points[SensorType.DoorContact].Count(), points[SensorType.Climate].Count()));
        Assert.InRange(plan.Community.AreaSquareMetres, 10_000, 10_100);
    }

    [Fact]
    public void The_city_has_its_fifty_communities()
    {
        var plan = Shipped("city");
        var points = plan.Gateways.SelectMany(gateway => gateway.Points).ToLookup(point => point.Kind);

        Assert.Equal((50_000, 6_250, 1_500), (plan.Desks, plan.Meters, plan.Gateways.Count));
        Assert.Equal((8_000, 10_000), (points[SensorType.DoorContact].Count(), points[SensorType.Climate].Count()));
    }

    [Fact]
    public void A_small_site_is_written_out_by_hand_with_every_kind_of_sensor()
    {
        var plan = Shipped("office");

        var wired = Assert.Single(plan.Gateways);
        Assert.Equal(Enum.GetValues<SensorType>().Order(), wired.Points.Select(point => point.Kind).Distinct().Order());
        Assert.Equal((9, 10), (wired.Points[6].Pin, wired.Points[6].SecondPin));
        Assert.Equal(0x62, wired.Points[8].Chip!.Address);
        Assert.Equal(3, wired.Zones.Count);
        Assert.Equal(8, plan.Community.Zones.Single(zone => zone.Kind == ZoneKind.MeetingRoom).Rooms[0].Capacity);
    }

    [Fact]
    public void Every_fault_of_a_site_is_reported_at_once_with_file_line_path_value_and_fix()
    {
        var faults = Faults("""
            {
              "id": "op/c",
              "floors": [{ "id": "1F", "widthMetres": 10, "heightMetres": 5000, "zones": [
                { "id": "A+1", "kind": "openArea", "rectangle": { "x": 0, "y": 0, "width": 5, "height": 5 },
                  "desks": [{ "id": "desk/1", "x": 1, "y": 1 }, { "id": "desk/1", "x": 3, "y": 3 }] },
                { "id": "B", "kind": "garden", "rectangle": { "x": 5, "y": 0, "width": 5, "height": 5 }, "meters": [{ "id": "meter/1" }] }
              ] }],
              "gateways": [{ "id": "gw#1", "sensors": [
                { "zone": "A+1", "point": "desk/1", "sensor": "motion", "pin": 4 },
                { "zone": "C", "point": "desk/1", "sensor": "motion", "pin": 4 },
                { "zone": "B", "point": "meter/1", "sensor": "pulseMeter", "pin": 5, "pulsesPerKilowattHour": 0 },
                { "zone": "B", "point": "meter/9", "sensor": "pulseMeter", "pin": 6 },
                { "zone": "A+1", "point": "desk/1", "sensor": "wiegand", "data0Pin": 7, "data1Pin": 99999 }
              ] }],
              "people": { "never": 1.5 },
              "signals": { "motionDelaySeconds": 4000, "climate": 3 }
            }
            """);

        Assert.Equal(
            new (int, string)[]
            {
                (2, "id"), (3, "floors[0].heightMetres"), (4, "floors[0].zones[0].id"), (5, "floors[0].zones[0].desks[1].id"), (6, "floors[0].zones[1].kind"),
                (8, "gateways[0].id"), (10, "gateways[0].sensors[1].zone"), (10, "gateways[0].sensors[1].pin"), (11, "gateways[0].sensors[2].pulsesPerKilowattHour"),
                (12, "gateways[0].sensors[3].point"), (13, "gateways[0].sensors[4].sensor"), (13, "gateways[0].sensors[4].data1Pin"),
                (15, "people.never"), (15, "people"), (16, "signals.climate"), (16, "signals.motionDelaySeconds"),
            }.Order(),
            faults.Select(fault => (fault.Line ?? 0, fault.Path)).Order());
        Assert.All(faults, fault => Assert.Equal("site.jsonc", fault.File));
        Assert.Contains("site.jsonc:10: gateways[0].sensors[1].pin: 4 – gateways[0].sensors[0] has this pin: give each signal its own", faults.Select(fault => fault.ToString()));
    }

    [Theory]
    [InlineData("\"chip\": \"ads1115\", \"bus\": \"i2c-1\", \"address\": \"0x48\"", "\"chip\": \"ads1115\", \"bus\": \"i2c-1\", \"address\": 65536", "gateways[0].sensors[2].address")]
    [InlineData("\"address\": \"0x48\"", "\"address\": -1", "gateways[0].sensors[2].address")]
    [InlineData("\"address\": \"0x48\"", "\"address\": \"0xFFFFFFFF\"", "gateways[0].sensors[2].address")]
    [InlineData("\"address\": \"0x48\"", "\"address\": \"forty\"", "gateways[0].sensors[2].address")]
    [InlineData("\"bus\": \"i2c-1\", \"address\": \"0x48\"", "\"bus\": \"usb\", \"address\": 64", "gateways[0].sensors[2].bus")]
    [InlineData("\"bus\": \"i2c-1\", \"address\": \"0x48\"", "\"bus\": \"i2c-01\", \"address\": 64", "gateways[0].sensors[2].bus")]
    [InlineData("\"sensor\": \"doorContact\", \"pin\": 8", "\"sensor\": \"door\", \"pin\": 8", "gateways[0].sensors[5].sensor")]
    [InlineData("\"sensor\": \"pad\", \"pin\": 5", "\"sensor\": 5, \"pin\": 5", "gateways[0].sensors[1].sensor")]
    [InlineData("\"pin\": 5", "\"pin\": -1", "gateways[0].sensors[1].pin")]
    [InlineData("\"pin\": 5", "\"pin\": \"five\"", "gateways[0].sensors[1].pin")]
    [InlineData("\"pin\": 5", "\"pn\": 5, \"pin\": 5", "gateways[0].sensors[1].pn")]
    [InlineData("\"x\": 1.5, \"y\": 1.2", "\"x\": 1e308, \"y\": 1.2", "floors[0].zones[0].desks[0].x")]
    [InlineData("\"x\": 3.5, \"y\": 1.2", "\"x\": 1.5, \"y\": 1.2", "floors[0].zones[0].desks[1]")]
    [InlineData("\"heightMetres\": 9,", "\"heightMetres\": 9, \"fixtures\": [{ \"kind\": \"core\", \"rectangle\": { \"x\": 12, \"y\": 0, \"width\": -1, \"height\": 4 } }],", "floors[0].fixtures[0].rectangle.width")]
    [InlineData("\"chip\": \"scd4x\", \"bus\": \"i2c-1\"", "\"chip\": \"scd4x\", \"bus\": \"spi-0\"", "gateways[0].sensors[8].bus")]
    [InlineData("\"id\": \"1F-P01\"", "\"id\": \"1F/P01\"", "floors[0].zones[0].id")]
    [InlineData("\"id\": \"1F-P01\"", "\"id\": null", "floors[0].zones[0].id")]
    public void What_is_wrong_once_in_a_building_by_hand_is_one_fault(string right, string wrong, string path)
    {
        var office = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "communities", "office.jsonc"));
        var at = office.IndexOf(right, StringComparison.Ordinal);

        var fault = Assert.Single(Faults(office[..at] + wrong + office[(at + right.Length)..]));
        Assert.Equal((path, office[..at].Count(letter => letter == '\n') + 1), (fault.Path, fault.Line));
    }

    [Fact]
    public void Two_zones_of_one_gateway_that_differ_only_by_case_are_one_fault()
    {
        var office = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "communities", "office.jsonc"));

        var fault = Assert.Single(Faults(office.Replace("\"1F-M01\"", "\"1f-p01\"", StringComparison.Ordinal)));
        Assert.Equal(("floors[0].zones[1].id", "\"1f-p01\""), (fault.Path, fault.Value));
    }

    [Fact]
    public void Fewer_gateways_than_have_pins_for_all_sensors_are_refused() =>
        Assert.Equal("layout.gateways", Assert.Single(Faults("""{ "id": "c", "layout": { "desks": 10000, "gateways": 1 } }""")).Path);

    [Fact]
    public void An_id_of_the_wrong_shape_is_one_fault() =>
        Assert.Equal(["id"], Faults("""{ "id": 5, "layout": { "desks": 10, "gateways": 1 } }""").Select(fault => fault.Path));

    [Fact]
    public void Impossible_counts_are_reported_at_once()
    {
        var faults = Faults("""
            {
              "id": "c",
              "layout": { "desks": 0, "gateways": 0, "doors": -1, "desksWithPad": 2, "meetingRoomsPerFloor": 9 }
            }
            """);

        Assert.Equal(
            ["layout.desks", "layout.desksWithPad", "layout.doors", "layout.gateways", "layout.meetingRoomsPerFloor"],
            faults.Select(fault => fault.Path).Order());
    }

    [Theory]
    [InlineData("""{ "id": "c" }""", "layout")]
    [InlineData("""{ "id": "c", "layout": { "desks": 10, "gateways": 30 } }""", "layout.gateways")]
    [InlineData("""{ "id": "c", "layout": { "desks": 10, "gateways": 1 }, "floors": [{ "id": "1F", "widthMetres": 5, "heightMetres": 5, "zones": [] }] }""", "layout")]
    public void What_is_missing_too_much_or_does_not_fit_is_refused(string json, string path) =>
        Assert.Contains(Faults(json), fault => fault.Path == path);

    [Fact]
    public void A_script_is_checked_against_the_building_with_all_its_faults_at_once()
    {
        var faults = Faults("""
            {
              "id": "c",
              "layout": { "desks": 10, "gateways": 1, "roomSensors": false },
              "faults": [
                { "what": "stuckOn", "zone": "9F-A01", "point": "desk/1" },
                { "what": "stuckOn", "zone": "1F-A01", "point": "desk/99" },
                { "what": "melted", "zone": "1F-A01", "point": "desk/1" },
                { "what": "gatewayDead", "gateway": "gw-77" },
                { "what": "clockWrong", "gateway": "gw-01" },
                { "what": "heater", "zone": "1F-A01" },
                { "what": "tenCards", "zone": "1F-A01", "point": "desk/1", "daily": "9 o'clock" },
                { "what": "silent", "zone": "1F-A01", "from": "2026-03-03", "to": "2026-03-02" }
              ]
            }
            """);

        Assert.Equal(
            [(5, "faults[0].zone"), (6, "faults[1].point"), (7, "faults[2].what"), (8, "faults[3].gateway"), (9, "faults[4].offsetSeconds"), (10, "faults[5].point"), (11, "faults[6].daily"), (11, "faults[6].point"), (12, "faults[7].to")],
            faults.Select(fault => (fault.Line ?? 0, fault.Path)).Order());
    }

    [Theory]
    [InlineData("""{ "what": "stuckOn", "zone": "1F-A01", "sensor": "barometer" }""", "sensor")]
    [InlineData("""{ "what": "stuckOn", "zone": "1F-A01", "sensor": "cardReader" }""", "sensor")]
    [InlineData("""{ "what": "stuckOn", "zone": "1F-A01", "point": "desk/1", "sensor": "pad" }""", "sensor")]
    [InlineData("""{ "what": "heater", "zone": "1F-A01", "point": "meter/1" }""", "point")]
    [InlineData("""{ "what": "heater", "zone": "1F-A01", "point": "meter/1", "sensor": "pulseMeter" }""", "sensor")]
    [InlineData("""{ "what": "gatewayDead", "gateway": "gw-01", "zone": "1F-A01" }""", "zone")]
    [InlineData("""{ "what": "clockWrong", "gateway": "gw-01", "offsetSeconds": 60, "point": "desk/1" }""", "point")]
    [InlineData("""{ "what": "brokerAway", "sensor": "motion" }""", "sensor")]
    [InlineData("""{ "what": "stuckOn", "zone": "1F-A01", "gateway": "gw-01" }""", "gateway")]
    [InlineData("""{ "what": "replayedYesterday", "zone": "1F-A01", "point": "env/1" }""", "point")]
    [InlineData("""{ "what": "stuckOn", "zone": "1F-A01", "offsetSeconds": 0 }""", "offsetSeconds")]
    [InlineData("""{ "what": "gatewayDead", "gateway": "gw-01", "everySeconds": 300 }""", "everySeconds")]
    [InlineData("""{ "what": "tooRegular", "zone": "1F-A01", "point": "desk/1", "everySeconds": -60 }""", "everySeconds")]
    [InlineData("""{ "what": "leftOn", "zone": "1F-A01", "point": "meter/1", "watts": 0 }""", "watts")]
    [InlineData("""{ "what": "leftOn", "zone": "1F-A01" }""", "point")]
    [InlineData("""{ "what": "crowd", "zone": "1F-A01", "point": "desk/1", "daily": "20:00-21:00" }""", "point")]
    [InlineData("""{ "what": "silent", "zone": "1F-A01", "from": "2026-03-02T10:00", "to": "2026-03-02T11:00", "daily": "22:00-23:00" }""", "daily")]
    [InlineData("""{ "what": "silent", "zone": "1F-A01", "from": "0001-01-01" }""", "from")]
    [InlineData("""{ "what": "silent", "zone": "1F-A01", "to": "9999-12-31" }""", "to")]
    [InlineData("""{ "what": "melted", "zone": "9F-A09", "depth": 3 }""", "what")]
    [InlineData("""{ "what": "tenCards", "zone": "1F-A01", "point": "door/1", "daily": "nine" }""", "daily")]
    [InlineData("""{ "what": "tenCards", "zone": "1F-A01", "point": "door/1", "daily": null }""", "daily")]
    [InlineData("""{ "what": "silent", "zone": "1F-A01", "from": null }""", "from")]
    [InlineData("""{ "what": "silent", "zone": "1F-A01", "sensor": 5 }""", "sensor")]
    [InlineData("""{ "what": null, "zone": "1F-A01" }""", "what")]
    [InlineData("""{ "zone": "1F-A01" }""", "what")]
    public void What_a_script_cannot_do_is_one_fault_at_the_setting_to_change(string entry, string setting)
    {
        var fault = Assert.Single(Faults($$"""
            {
              "id": "c",
              "layout": { "desks": 10, "gateways": 1, "doors": 9, "environmentSensors": 9 },
              "faults": [
                {{entry}}
              ]
            }
            """));
        Assert.Equal((5, $"faults[0].{setting}"), (fault.Line, fault.Path));
    }

    [Fact]
    public void Clocks_that_are_wrong_in_several_ways_are_so_by_twenty_years_at_most()
    {
        var fault = Assert.Single(Faults("""
            {
              "id": "c",
              "layout": { "desks": 10, "gateways": 1 },
              "faults": [
                { "what": "clockWrong", "gateway": "gw-01", "offsetSeconds": 600000000 },
                { "what": "clockWrong", "gateway": "gw-01", "offsetSeconds": -600000000 },
                { "what": "clockWrong", "gateway": "gw-01", "offsetSeconds": 600000000 }
              ]
            }
            """));
        Assert.Equal("faults[2].offsetSeconds", fault.Path);
    }

    [Fact]
    public void The_faults_of_a_script_are_told_together_with_those_of_its_building()
    {
        var faults = Faults("""
            {
              "id": "a/b",
              "layout": { "desks": 10, "gateways": 1 },
              "people": { "never": 2 },
              "faults": [{ "what": "silent", "zone": "9F-A01" }]
            }
            """);
        Assert.Equal(["faults[0].zone", "id", "people", "people.never"], faults.Select(fault => fault.Path).Order());
    }

    [Fact]
    public void Where_the_counts_are_at_fault_only_the_times_of_a_script_are_judged()
    {
        var faults = Faults("""
            { "id": "c", "layout": { "desks": 0 }, "faults": [{ "what": "silent", "zone": "1F-A01", "from": "2026-03-03", "to": "2026-03-02" }] }
            """);
        Assert.Equal(["faults[0].to", "layout.desks"], faults.Select(fault => fault.Path).Order());
    }

    [Theory]
    [InlineData("8.01")]
    [InlineData("-12.25")]
    [InlineData("1e300")]
    public void A_clock_that_no_place_has_is_refused(string hours) =>
        Assert.Equal("utcOffsetHours", Assert.Single(Faults($$"""{ "id": "c", "layout": { "desks": 10, "gateways": 1 }, "utcOffsetHours": {{hours}} }""")).Path);

    [Theory]
    [InlineData("1.25")]
    [InlineData("-3.5")] // Newfoundland has summer time
    public void A_clock_of_no_time_zone_is_refused(string hours) =>
        Assert.Equal("utcOffsetHours", Assert.Single(Faults($$"""{ "id": "c", "layout": { "desks": 10, "gateways": 1 }, "utcOffsetHours": {{hours}} }""")).Path);

    [Fact]
    public void Every_fault_of_the_tenancy_is_named() => Assert.Equal(
        ["tenancy.absences", "tenancy.district.id", "tenancy.district.name", "tenancy.ghosts"],
        Faults("""{ "id": "c", "layout": { "desks": 10, "gateways": 1 }, "tenancy": { "ghosts": 1.5, "absences": -0.1, "district": { "id": "a/b", "name": " " } } }""").Select(fault => fault.Path).Order());

    [Fact]
    public void The_tenancy_is_read_and_has_defaults()
    {
        Assert.Equal(new TenancyOptions(), CommunityDescription.Parse("""{ "id": "c", "layout": { "desks": 10, "gateways": 1 } }""").Tenancy);
        Assert.Equal(
            new TenancyOptions { Ghosts = 0.25, Absences = 0.1, Books = false, District = new SimulatedDistrict("longgang", "龙岗区", null) },
            CommunityDescription.Parse("""{ "id": "c", "layout": { "desks": 10, "gateways": 1 }, "tenancy": { "ghosts": 0.25, "absences": 0.1, "books": false, "district": { "id": "longgang", "name": "龙岗区" } } }""").Tenancy);
    }

    [Fact]
    public void Shares_of_people_that_are_everybody_are_not_refused_by_rounding() =>
        Assert.Equal(0.55, CommunityDescription.Parse("""{ "id": "c", "layout": { "desks": 10, "gateways": 1 }, "people": { "never": 0.55, "partTime": 0.34, "nightOwls": 0.11 } }""").People.Never);

    [Fact]
    public void Names_that_would_give_orders_to_a_terminal_are_refused() =>
        Assert.Equal("name", Assert.Single(Faults("""{ "id": "c", "name": "\u001b[2J", "layout": { "desks": 10, "gateways": 1 } }""")).Path);

    [Fact]
    public void A_script_says_what_happens_where_and_when()
    {
        var plan = CommunityDescription.Parse("""
            {
              "id": "c",
              "layout": { "desks": 10, "gateways": 1 },
              "faults": [{ "what": "heater", "zone": "1F-A01", "point": "desk/1", "daily": "22:00-05:30", "from": "2026-03-02", "to": "2026-03-09T12:00" }]
            }
            """);

        Assert.Equal(
            new ScriptEntry
            {
                Kind = ScriptKind.Heater,
                Zone = "1F-A01",
                Point = "desk/1",
                Daily = (new TimeOnly(22, 0), new TimeOnly(5, 30)),
                From = new DateTime(2026, 3, 2),
                To = new DateTime(2026, 3, 9, 12, 0, 0),
            },
            Assert.Single(plan.Script));
    }

    [Fact]
    public void Another_seed_replaces_that_of_the_file_and_gives_the_kinds_to_other_desks()
    {
        var (own, same, other) = (Shipped("nanshan-walkways"), Shipped("nanshan-walkways", seed: 1), Shipped("nanshan-walkways", seed: 2));

        Assert.Equal((1, 1, 2), (own.Seed, same.Seed, other.Seed));
        Assert.Equal(Names(own), Names(same));
        Assert.NotEqual(Names(own), Names(other));

        static IEnumerable<(string Zone, string Point, string Kind)> Names(BuildingPlan plan) => plan.Kinds.Places.Select(place => (place.Zone, place.Point, place.Kind.Name));
    }

    private static BuildingPlan Shipped(string name, int? seed = null) => CommunityDescription.Read(Path.Combine(AppContext.BaseDirectory, "communities", name + ".jsonc"), seed);

    private static IReadOnlyList<SettingsFault> Faults(string json) =>
        Assert.Throws<SettingsException>(() => CommunityDescription.Parse(json, "site.jsonc")).Faults;
}
