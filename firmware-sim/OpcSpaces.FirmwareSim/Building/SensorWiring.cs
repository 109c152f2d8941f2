using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>Chooses the sensors for the points of a gateway's zones, and their pins and chips.</summary>
internal sealed class SensorWiring
{
    // Pins 0 and 1 of a Raspberry Pi are reserved for the EEPROM of expansion boards.
    private const int FirstPin = 2;
    private const int CoolingPulsesPerKilowattHour = 10;

    private readonly BuildingOptions _options;
    private readonly List<WiredPoint> _wired = [];
    private int _pin = FirstPin;
    private int _address;

    private SensorWiring(BuildingOptions options) => _options = options;

    public static IReadOnlyList<WiredPoint> Of(IEnumerable<Zone> zones, BuildingOptions options)
    {
        var wiring = new SensorWiring(options);
        foreach (var zone in zones)
            wiring.Wire(zone);
        return wiring._wired;
    }

    private void Wire(Zone zone)
    {
        foreach (var desk in zone.Desks)
            WireDesk(zone, desk);
        foreach (var meter in zone.Meters)
            Pin(zone, meter.Id, SensorType.PulseMeter, IsCooling(zone, meter) ? CoolingPulsesPerKilowattHour : _options.PulsesPerKilowattHour);
        foreach (var room in zone.Rooms.Where(_ => _options.RoomSensors))
        {
            if (zone.Kind == ZoneKind.MeetingRoom)
                Pin(zone, room.Id, SensorType.Motion);
            Pins(zone, room.Id, SensorType.LightBarriers);
        }
        foreach (var door in zone.Doors)
        {
            Pin(zone, door.Id, SensorType.DoorContact);
            if (zone.Desks.Count > 0)
                Pins(zone, door.Id, SensorType.Wiegand);
        }
        foreach (var sensor in zone.Environment)
            Chip(zone, sensor.Id, SensorType.Climate, "scd4x");
    }

    private void WireDesk(Zone zone, Desk desk)
    {
        // Depends on the desk only, so another number of gateways does not move any sensor.
        var random = SeededRandom.For(_options.Seed, -40, SeededRandom.NumberOf(zone.Id), SeededRandom.NumberOf(desk.Id));
        if (random.Chance(_options.MotionShare))
            Pin(zone, desk.Id, SensorType.Motion);
        if (random.Chance(_options.PadShare))
            Pin(zone, desk.Id, SensorType.Pad);
        if (random.Chance(_options.PowerMonitorShare))
            Chip(zone, desk.Id, SensorType.PowerMonitor, "ads1115");
    }

    private static bool IsCooling(Zone zone, Meter meter) => zone.Kind == ZoneKind.PublicService && zone.Meters.Count > 1 && meter == zone.Meters[^1];

    private void Pin(Zone zone, string point, SensorType kind, int pulses = 0) =>
        _wired.Add(new WiredPoint(zone.Id, point, kind, _pin++) { PulsesPerKilowattHour = pulses });

    private void Pins(Zone zone, string point, SensorType kind)
    {
        _wired.Add(new WiredPoint(zone.Id, point, kind, _pin) { SecondPin = _pin + 1 });
        _pin += 2;
    }

    /// <summary>
    /// Chips have only a few addresses. A multiplexer (such as the TCA9548A) gives each chip its own channel, which counts as an
    /// address here.
    /// </summary>
    private void Chip(Zone zone, string point, SensorType kind, string chip) =>
        _wired.Add(new WiredPoint(zone.Id, point, kind, WiredPoint.NoPin) { Chip = new BusAddress(chip, "i2c-1", _address++) });
}
