using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Model.Spaces;

/// <summary>The rules for a community beyond the types of its settings: valid and unique ids, printable names, and a plan that can be built.</summary>
public static class CommunityRules
{
    private const int LargestRoom = 10_000;

    public static IReadOnlyList<SettingsFault> Faults(Community community)
    {
        var rules = new SettingsRules();
        Check(rules, community);
        return rules.Faults;
    }

    /// <summary>Adds every fault of the community to <paramref name="rules"/>, which are those of the whole file.</summary>
    public static void Check(SettingsRules rules, Community community)
    {
        CheckNamed(rules, community.Id, community.Name);
        var (floors, zones) = (Ids(), Ids());
        foreach (var (i, floor) in community.Floors.Index())
        {
            var at = rules.At($"floors[{i}]");
            CheckNamed(at, floor.Id, floor.Name);
            at.Unique("id", floor.Id, floors, "floor");
            PlanRules.Check(at, floor);
            foreach (var (j, zone) in floor.Zones.Index())
            {
                at.At($"zones[{j}]").Unique("id", zone.Id, zones, "zone");
                CheckZone(at.At($"zones[{j}]"), zone);
            }

            foreach (var (j, fixture) in floor.Fixtures.Index()) at.At($"fixtures[{j}]").NoControl("name", fixture.Name);
        }
    }

    private static void CheckZone(SettingsRules rules, Zone zone)
    {
        CheckNamed(rules, zone.Id, zone.Name);
        CheckPoints(rules, "desks", PointKind.Desk, zone.Desks.Select(desk => (desk.Id, desk.Id)));
        CheckPoints(rules, "meters", PointKind.Meter, zone.Meters.Select(meter => (meter.Id, meter.Name)));
        CheckPoints(rules, "rooms", PointKind.Room, zone.Rooms.Select(room => (room.Id, room.Name)));
        CheckPoints(rules, "doors", PointKind.Door, zone.Doors.Select(door => (door.Id, door.Name)));
        CheckPoints(rules, "environment", PointKind.Environment, zone.Environment.Select(sensor => (sensor.Id, sensor.Name)));
        foreach (var (i, room) in zone.Rooms.Index()) rules.At($"rooms[{i}]").Within("capacity", room.Capacity, 1, LargestRoom, " people");
    }

    private static void CheckNamed(SettingsRules rules, string id, string name)
    {
        rules.Id("id", id);
        // A name that was not written is the id.
        if (name != id) rules.NoControl("name", name);
    }

    private static void CheckPoints(SettingsRules rules, string list, PointKind kind, IEnumerable<(string Id, string Name)> points)
    {
        var seen = Ids();
        foreach (var (i, (id, name)) in points.Index())
        {
            var at = rules.At($"{list}[{i}]");
            if (PointId.Fault(id, kind) is { } fix) at.Fault("id", $"\"{id}\"", fix);
            else at.Unique("id", id, seen, kind.Name);
            if (name != id) at.NoControl("name", name);
        }
    }

    private static Dictionary<string, string> Ids() => new(StringComparer.OrdinalIgnoreCase);
}
