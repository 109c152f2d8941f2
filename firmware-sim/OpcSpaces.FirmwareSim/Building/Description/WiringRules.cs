using System.Globalization;
using System.Text.RegularExpressions;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Building.Description;

/// <summary>What gateways that were wired by hand must keep to: known zones and points, wires that gateways take, one sensor to a pin and to an address, one gateway to a zone.</summary>
internal sealed partial class WiringRules
{
    private const int HighestPin = GatewayWiring.HighestPin;
    private const int HighestAddress = GatewayWiring.HighestAddress;

    private readonly List<SettingsFault> _faults = [];
    private readonly Dictionary<string, Zone> _zones;
    private readonly Dictionary<string, string> _servedBy = [];
    private readonly HashSet<(string Zone, string Point, PointKind Kind)> _there = [];

    // A zone whose id is to be mended and that no sensor names so: an unknown zone may be this one.
    private readonly bool _anyZoneIsNameless;

    // A doubled zone id has been noted already.
    private WiringRules(IReadOnlyList<DescribedGateway> gateways, Community community)
    {
        _zones = community.Zones.DistinctBy(zone => zone.Id).ToDictionary(zone => zone.Id);
        var named = gateways.SelectMany(gateway => gateway.Sensors).Select(sensor => sensor.ZoneId).ToHashSet();
        _anyZoneIsNameless = community.Zones.Any(zone => EntityId.Fault(zone.Id) is not null && !named.Contains(zone.Id));
    }

    public static IReadOnlyList<SettingsFault> Faults(IReadOnlyList<DescribedGateway> gateways, Community community)
    {
        var rules = new WiringRules(gateways, community);
        if (gateways.Count == 0)
            rules.Fault("gateways", "missing", "name at least one gateway with its sensors");
        var ids = new Dictionary<string, string>();
        for (var i = 0; i < gateways.Count; i++)
            rules.Check(gateways[i], string.Create(CultureInfo.InvariantCulture, $"gateways[{i}]"), ids);
        return rules._faults;
    }

    private void Check(DescribedGateway gateway, string path, Dictionary<string, string> ids)
    {
        if (EntityId.Fault(gateway.Id) is { } problem)
            Fault($"{path}.id", $"\"{gateway.Id}\"", $"{problem}: write another");
        if (!ids.TryAdd(gateway.Id, path))
            Fault($"{path}.id", $"\"{gateway.Id}\"", $"{ids[gateway.Id]} has this id: rename one");
        if (gateway.Sensors.Count == 0)
            Fault($"{path}.sensors", "[]", "name at least one sensor");
        var (pins, chips) = (new Dictionary<int, string>(), new Dictionary<BusAddress, string>());
        for (var i = 0; i < gateway.Sensors.Count; i++)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{path}.sensors[{i}]");
            CheckPlace(gateway.Sensors[i], place, path);
            CheckWires(gateway.Sensors[i], place, pins, chips);
        }
    }

    private void CheckPlace(WiredPoint sensor, string path, string gateway)
    {
        if (!_zones.TryGetValue(sensor.ZoneId, out var zone))
        {
            if (!_anyZoneIsNameless)
                Fault($"{path}.zone", $"\"{sensor.ZoneId}\"", "name a zone of one of the floors");
            return;
        }
        if (_servedBy.TryAdd(zone.Id, gateway) is false && _servedBy[zone.Id] != gateway)
            Fault($"{path}.zone", $"\"{zone.Id}\"", $"{_servedBy[zone.Id]} serves this zone: let one gateway serve a zone whole");
        if (!PointsOf(zone).Contains(sensor.PointId))
            Fault($"{path}.point", $"\"{sensor.PointId}\"", $"name a point of zone {zone.Id}");
        else if (!SensorNames.PointsOf(sensor.Kind).Contains(sensor.PointId.Split('/')[0]))
            Fault($"{path}.sensor", $"\"{SensorNames.Of(sensor.Kind)}\"", $"a sensor of this kind serves a {string.Join(" or a ", SensorNames.PointsOf(sensor.Kind))}");
        else if (!_there.Add((zone.Id, sensor.PointId, sensor.Kind)))
            Fault($"{path}.point", $"\"{sensor.PointId}\"", $"has a sensor of the kind {SensorNames.Of(sensor.Kind)} already: remove one");
    }

    private void CheckWires(WiredPoint sensor, string path, Dictionary<int, string> pins, Dictionary<BusAddress, string> chips)
    {
        if (sensor.Chip is { } chip)
            CheckChip(chip, path, chips);
        foreach (var (pin, name) in sensor.Pins.Zip(PinNames(sensor.Kind)))
        {
            if (pin is < 0 or > HighestPin)
                Fault($"{path}.{name}", pin.ToString(CultureInfo.InvariantCulture), $"use 0 to {HighestPin}");
            else if (!pins.TryAdd(pin, path))
                Fault($"{path}.{name}", pin.ToString(CultureInfo.InvariantCulture), $"{pins[pin]} has this pin: give each its own");
        }
        if (sensor.Kind == PointKind.PulseMeter && sensor.PulsesPerKilowattHour is < 1 or > 1_000_000)
            Fault($"{path}.pulsesPerKilowattHour", sensor.PulsesPerKilowattHour.ToString(CultureInfo.InvariantCulture), "use 1 to 1000000, as the meter's face says");
    }

    private void CheckChip(BusAddress chip, string path, Dictionary<BusAddress, string> chips)
    {
        var address = chip.Address.ToString(CultureInfo.InvariantCulture);
        if (!BusName().IsMatch(chip.Bus))
            Fault($"{path}.bus", $"\"{chip.Bus}\"", "name the bus, as \"i2c-1\" or \"spi-0\"");
        else if (chip.Chip is "scd4x" or "ina219" && !chip.Bus.StartsWith("i2c", StringComparison.Ordinal))
            Fault($"{path}.bus", $"\"{chip.Bus}\"", $"{chip.Chip} has I²C alone: name such a bus, as \"i2c-1\"");
        if (chip.Address is < 0 or > HighestAddress)
            Fault($"{path}.address", address, $"use 0 to {HighestAddress}");
        else if (!chips.TryAdd(chip with { Chip = "" }, path))
            Fault($"{path}.address", address, $"{chips[chip with { Chip = "" }]} has this address on {chip.Bus}: give each chip its own");
    }

    // As gateways' own configuration has it.
    [GeneratedRegex("^(i2c|spi)-[0-9]{1,3}$")]
    private static partial Regex BusName();

    private static string[] PinNames(PointKind kind) => kind switch
    {
        PointKind.Wiegand => ["data0Pin", "data1Pin"],
        PointKind.LightBarriers => ["outerPin", "innerPin"],
        _ => ["pin"],
    };

    private static IEnumerable<string> PointsOf(Zone zone) => zone.Desks.Select(desk => desk.Id)
        .Concat(zone.Meters.Select(meter => meter.Id))
        .Concat(zone.Rooms.Select(room => room.Id))
        .Concat(zone.Doors.Select(door => door.Id))
        .Concat(zone.Environment.Select(sensor => sensor.Id));

    private void Fault(string path, string value, string mend) => _faults.Add(new SettingsFault(path, value, mend));
}
