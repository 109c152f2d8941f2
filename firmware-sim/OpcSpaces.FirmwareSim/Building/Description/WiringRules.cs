using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Building.Description;

/// <summary>
/// The rules for gateways that were drawn by hand: known zones and points, wires that gateways accept, one sensor per pin and per
/// address, one gateway per zone.
/// </summary>
internal sealed class WiringRules
{
    private readonly Dictionary<string, Zone> _zones;
    private readonly Dictionary<string, string> _servedBy = [];
    private readonly HashSet<(string Zone, string Point, SensorType Kind)> _there = [];

    // Some zone has a faulty id that no sensor names: a sensor with an unknown zone may mean that one.
    private readonly bool _someZoneHasNoId;

    private bool _allArePlaced = true;

    // Zones with equal ids have been reported already.
    private WiringRules(IReadOnlyList<DescribedGateway> gateways, Community community)
    {
        _zones = community.Zones.DistinctBy(zone => zone.Id).ToDictionary(zone => zone.Id);
        var named = gateways.SelectMany(gateway => gateway.Sensors).Select(sensor => sensor.ZoneId).ToHashSet();
        _someZoneHasNoId = community.Zones.Any(zone => EntityId.Fault(zone.Id) is not null && !named.Contains(zone.Id));
    }

    /// <summary>Adds every fault to <paramref name="rules"/>, which are those of the whole file; whether each sensor is at a point that it can serve.</summary>
    public static bool Check(SettingsRules rules, IReadOnlyList<DescribedGateway> gateways, Community community)
    {
        if (gateways.Count == 0) rules.Fault("gateways", "missing", "add at least one gateway with its sensors");
        var wiring = new WiringRules(gateways, community);
        var ids = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, gateway) in gateways.Index())
        {
            var at = rules.At($"gateways[{index}]");
            at.Id("id", gateway.Id);
            at.Unique("id", gateway.Id, ids, "gateway");
            wiring.CheckSensors(at, gateway.Sensors);
        }

        return wiring._allArePlaced;
    }

    private void CheckSensors(SettingsRules rules, IReadOnlyList<WiredPoint> sensors)
    {
        if (sensors.Count == 0) rules.Fault("sensors", "[]", "add at least one sensor");
        var wires = new WireRules();
        foreach (var (index, sensor) in sensors.Index())
        {
            var at = rules.At($"sensors[{index}]");
            var before = rules.Faults.Count;
            CheckPlace(at, sensor, rules.Path);
            _allArePlaced &= sensor.HasKind && rules.Faults.Count == before;
            if (sensor.HasKind) CheckWires(at, sensor, wires);
        }
    }

    private void CheckPlace(SettingsRules rules, WiredPoint sensor, string gateway)
    {
        if (!_zones.TryGetValue(sensor.ZoneId, out var zone))
        {
            if (!_someZoneHasNoId) rules.Fault("zone", $"\"{sensor.ZoneId}\"", "use a zone of one of the floors");
            return;
        }

        if (!_servedBy.TryAdd(zone.Id, gateway) && _servedBy[zone.Id] != gateway)
            rules.Fault("zone", $"\"{zone.Id}\"", $"{_servedBy[zone.Id]} serves this zone already: all sensors of a zone are on one gateway");
        if (!PointsOf(zone).Contains(sensor.PointId))
            rules.Fault("point", $"\"{sensor.PointId}\"", $"use a point of zone \"{zone.Id}\"");
        else if (!sensor.HasKind)
            return;
        else if (!SensorNames.PointsOf(sensor.Kind).Any(kind => kind.Has(sensor.PointId)))
            rules.Fault("sensor", $"\"{SensorNames.Of(sensor.Kind)}\"", $"a sensor of this kind serves a {string.Join(" or a ", SensorNames.PointsOf(sensor.Kind))}");
        else if (!_there.Add((zone.Id, sensor.PointId, sensor.Kind)))
            rules.Fault("point", $"\"{sensor.PointId}\"", $"it has a sensor of the kind {SensorNames.Of(sensor.Kind)} already: remove one");
    }

    // The rules are those of the gateways themselves.
    private static void CheckWires(SettingsRules rules, WiredPoint sensor, WireRules wires)
    {
        if (sensor.Chip is { } chip) wires.CheckChip(rules, chip, SensorNames.ChipsOf(sensor.Kind));
        foreach (var (pin, name) in sensor.Pins.Zip(SensorNames.PinsOf(sensor.Kind))) wires.CheckPin(rules, name, pin);
        if (sensor.Kind == SensorType.PulseMeter) rules.Within("pulsesPerKilowattHour", sensor.PulsesPerKilowattHour, 1, 1_000_000, ", as the meter's face says");
    }

    private static IEnumerable<string> PointsOf(Zone zone) => zone.Desks.Select(desk => desk.Id)
        .Concat(zone.Meters.Select(meter => meter.Id))
        .Concat(zone.Rooms.Select(room => room.Id))
        .Concat(zone.Doors.Select(door => door.Id))
        .Concat(zone.Environment.Select(sensor => sensor.Id));
}
