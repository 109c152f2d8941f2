using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>What zones and their points must keep to: ids that can stand in topics, one sensor per pin, one sensor per metric.</summary>
internal sealed class ZoneRules
{
    private readonly Dictionary<int, string> _pins = [];
    private readonly Dictionary<(string Bus, int Address), string> _chips = [];

    private ZoneRules()
    {
    }

    public static void Check(SettingsRules rules, IReadOnlyList<ZoneConfig> zones)
    {
        if (zones.Count == 0) rules.Fault("zones", "[]", "name at least one zone");
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var own = new ZoneRules();
        foreach (var (index, zone) in zones.Index())
        {
            var at = rules.At($"zones[{index}]");
            at.Id("id", zone.Id);
            at.Unique("id", zone.Id, ids, "zone");
            own.CheckPoints(at, zone.Points);
        }
    }

    private void CheckPoints(SettingsRules rules, IReadOnlyList<PointConfig> points)
    {
        var spellings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var makers = new Dictionary<string, string>();
        foreach (var (index, point) in points.Index())
        {
            if (point is UnreadableConfig) continue;
            var at = rules.At($"points[{index}]");
            CheckId(at, point, spellings);
            CheckMetrics(at, point, makers);
            CheckPins(at, point);
            if (point is BusPointConfig { Address: >= 0 } chip && !_chips.TryAdd((chip.Bus, chip.Address), at.Path))
                at.Fault("address", $"{chip.Address}", $"{_chips[(chip.Bus, chip.Address)]} has this address on {chip.Bus}: give each chip its own");
            if (point is DoorContactConfig door) CheckDoor(at, door, points);
            point.Check(at);
        }
    }

    private static void CheckId(SettingsRules rules, PointConfig point, Dictionary<string, string> spellings)
    {
        if (!IsPointId(point.Point)) rules.Fault("point", $"\"{point.Point}\"", "write a kind, a slash and a number or name, as \"desk/12\"");
        else if (!point.PointKinds.Contains(point.Point.Split('/')[0]))
            rules.Fault("point", $"\"{point.Point}\"", $"this sensor measures {string.Join(" or ", point.PointKinds.Select(kind => $"\"{kind}/…\""))}");
        if (!spellings.TryAdd(point.Point, point.Point) && spellings[point.Point] != point.Point)
            rules.Fault("point", $"\"{point.Point}\"", $"\"{spellings[point.Point]}\" differs only by case: write both the same, or rename one");
    }

    // Presence is the one metric that sensors make together.
    private static void CheckMetrics(SettingsRules rules, PointConfig point, Dictionary<string, string> makers)
    {
        foreach (var (name, _) in point.Metrics.Where(metric => !metric.Name.EndsWith("/occupied", StringComparison.Ordinal)))
        {
            if (makers.TryAdd(name, rules.Path)) continue;
            rules.Fault("point", $"\"{point.Point}\"", $"{makers[name]} makes {name} already: rename one point of this zone");
            return;
        }
    }

    private void CheckPins(SettingsRules rules, PointConfig point)
    {
        foreach (var (setting, number) in point.Pins)
        {
            rules.Within(setting, number, 0, 4095);
            if (number >= 0 && !_pins.TryAdd(number, rules.Path)) rules.Fault(setting, $"{number}", $"{_pins[number]} has this pin: give each signal its own");
        }
    }

    private static void CheckDoor(SettingsRules rules, DoorContactConfig door, IReadOnlyList<PointConfig> points)
    {
        if (door.EntrySeconds > 0 && !points.Any(point => point.ReadsCards && point.Point == door.Point))
            rules.Fault("entrySeconds", $"{door.EntrySeconds}", $"without a reader at {door.Point} nothing is forced: use 0, or add the reader");
        if (door.ExitPin is not null && door.EntrySeconds == 0)
            rules.Fault("exitPin", $"{door.ExitPin}", "say with entrySeconds how long an exit lets through");
        if (door.OpensInto is { } room && !(room.StartsWith("room/", StringComparison.Ordinal) && points.Any(point => point.Metrics.Any(metric => metric.Name == $"{room}/occupied"))))
            rules.Fault("opensInto", $"\"{room}\"", "name a room of this zone whose presence is sensed, as \"room/3\"");
    }

    private static bool IsPointId(string point)
    {
        var parts = point.Split('/');
        return parts.Length == 2 && parts.All(part => part.Length is > 0 and <= 64 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));
    }
}
