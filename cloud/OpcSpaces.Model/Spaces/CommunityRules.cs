using System.Globalization;
using OpcSpaces.Points;

namespace OpcSpaces.Model.Spaces;

/// <summary>What must hold in a community beyond each value's kind: legal and unique ids, zones on their floor, desks in their zone.</summary>
internal static class CommunityRules
{
    private const double ToleranceMetres = 0.01;
    private const double LargestFloorMetres = 1_000;
    private const int LargestRoom = 10_000;

    public static void Check(Community community, List<CommunityFault> faults)
    {
        CheckId(community.Id, "id", faults);
        CheckUnique(community.Floors.Select((floor, i) => (floor.Id, $"floors[{i}].id")), "another floor has this id", faults);
        CheckUnique(
            community.Floors.SelectMany((floor, i) => floor.Zones.Select((zone, j) => (zone.Id, $"floors[{i}].zones[{j}].id"))),
            "another zone of the community has this id",
            faults);
        for (var i = 0; i < community.Floors.Count; i++)
            CheckFloor(community.Floors[i], $"floors[{i}]", faults);
    }

    private static void CheckFloor(Floor floor, string path, List<CommunityFault> faults)
    {
        CheckId(floor.Id, $"{path}.id", faults);
        CheckLength(floor.WidthMetres, $"{path}.widthMetres", faults);
        CheckLength(floor.HeightMetres, $"{path}.heightMetres", faults);
        var plan = new Rectangle(0, 0, floor.WidthMetres, floor.HeightMetres);
        for (var i = 0; i < floor.Zones.Count; i++)
        {
            CheckZone(floor.Zones[i], plan, $"{path}.zones[{i}]", faults);
            for (var j = 0; j < i; j++)
            {
                if (floor.Zones[i].Rectangle.Overlaps(floor.Zones[j].Rectangle, ToleranceMetres))
                    faults.Add(new CommunityFault($"{path}.zones[{i}].rectangle", Show(floor.Zones[i].Rectangle), $"overlaps zone {floor.Zones[j].Id}"));
            }
        }
    }

    private static void CheckZone(Zone zone, Rectangle plan, string path, List<CommunityFault> faults)
    {
        CheckId(zone.Id, $"{path}.id", faults);
        CheckLength(zone.Rectangle.Width, $"{path}.rectangle.width", faults);
        CheckLength(zone.Rectangle.Height, $"{path}.rectangle.height", faults);
        if (Outside(plan, zone.Rectangle))
            faults.Add(new CommunityFault($"{path}.rectangle", Show(zone.Rectangle), "is not inside its floor"));
        CheckPoints(zone.Desks.Select(desk => desk.Id), "desk", $"{path}.desks", faults);
        CheckPoints(zone.Meters.Select(meter => meter.Id), "meter", $"{path}.meters", faults);
        CheckPoints(zone.Rooms.Select(room => room.Id), "room", $"{path}.rooms", faults);
        CheckPoints(zone.Doors.Select(door => door.Id), "door", $"{path}.doors", faults);
        CheckPoints(zone.Environment.Select(sensor => sensor.Id), "env", $"{path}.environment", faults);
        CheckCapacities(zone, path, faults);
        for (var i = 0; i < zone.Desks.Count; i++)
        {
            if (Outside(zone.Rectangle, zone.Desks[i].Footprint))
                faults.Add(new CommunityFault($"{path}.desks[{i}]", Show(zone.Desks[i].Footprint), "is not inside its zone"));
        }
    }

    private static void CheckCapacities(Zone zone, string path, List<CommunityFault> faults)
    {
        for (var i = 0; i < zone.Rooms.Count; i++)
        {
            var where = $"{path}.rooms[{i}].capacity";
            if (zone.Rooms[i].Capacity is < 1 or > LargestRoom && !faults.Exists(fault => fault.Path == where))
                faults.Add(new CommunityFault(where, zone.Rooms[i].Capacity.ToString(CultureInfo.InvariantCulture), $"is not between 1 and {LargestRoom} people"));
        }
    }

    private static void CheckPoints(IEnumerable<string> ids, string kind, string path, List<CommunityFault> faults)
    {
        var listed = ids.Select((id, i) => (id, $"{path}[{i}].id")).ToList();
        foreach (var (id, where) in listed)
        {
            if (id.Length > 0 && !IsPoint(id, kind))
                faults.Add(new CommunityFault(where, $"\"{id}\"", $"is not of the form {kind}/1"));
        }
        CheckUnique(listed, $"another {kind} of the zone has this id", faults);
    }

    private static bool IsPoint(string id, string kind) =>
        id.StartsWith(kind + "/", StringComparison.Ordinal)
        && int.TryParse(id.AsSpan(kind.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
        && id == string.Create(CultureInfo.InvariantCulture, $"{kind}/{number}");

    private static void CheckUnique(IEnumerable<(string Id, string Path)> ids, string problem, List<CommunityFault> faults)
    {
        var seen = new HashSet<string>();
        foreach (var (id, path) in ids)
        {
            if (id.Length > 0 && !seen.Add(id))
                faults.Add(new CommunityFault(path, $"\"{id}\"", problem));
        }
    }

    private static void CheckId(string id, string path, List<CommunityFault> faults)
    {
        // A missing id has been noted by the reader.
        if (EntityId.Fault(id) is { } problem && !faults.Exists(fault => fault.Path == path))
            faults.Add(new CommunityFault(path, $"\"{id}\"", problem));
    }

    private static void CheckLength(double metres, string path, List<CommunityFault> faults)
    {
        if (metres is <= 0 or > LargestFloorMetres)
            faults.Add(new CommunityFault(path, metres.ToString(CultureInfo.InvariantCulture), $"is not between 0 and {LargestFloorMetres} metres"));
    }

    // Not a number means that the reader has noted a fault already.
    private static bool Outside(Rectangle outer, Rectangle inner) =>
        double.IsFinite(outer.X + outer.Y + outer.Right + outer.Bottom + inner.X + inner.Y + inner.Right + inner.Bottom)
        && outer is { Width: > 0, Height: > 0 }
        && !outer.Contains(inner, ToleranceMetres);

    private static string Show(Rectangle box) =>
        string.Create(CultureInfo.InvariantCulture, $"x {box.X:0.##}–{box.Right:0.##}, y {box.Y:0.##}–{box.Bottom:0.##}");
}
