using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.People.Days.Visits;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Signals.Zones;

/// <summary>Connects the sensors of a zone to the pins and chips of its gateway's board.</summary>
internal sealed class ZoneWiring(Zone zone, IEnumerable<WiredPoint> points, SimulatedBoard board, SignalOptions options, PlaceKinds kinds, int seed, VirtualTime time, BuildingClock clock)
{
    private const long MeterPart = -30;
    private const long RoomPart = -31;
    private const long ClimatePart = -32;
    private const long AirPart = -33;
    private const long LightPart = -34;
    private const long SoundPart = -35;

    // BH1750: of the value, to either side.
    private const double LightNoise = 0.01;

    private readonly ILookup<string, WiredPoint> _points = points.ToLookup(point => point.PointId);

    /// <param name="residents">The residents of the zone's desks, in the order of the desks.</param>
    public ZoneHardware Connect(IReadOnlyList<Resident> residents)
    {
        var meters = zone.Meters.Select(Meter).ToList();
        var air = zone.Environment.Count > 0 ? new ZoneAir(zone.Rectangle.AreaSquareMetres, clock, time.GetUtcNow(), RoomAir()) : null;
        var (light, sound) = (MakesOf(SensorType.Light) ? RoomLight() : null, MakesOf(SensorType.Sound) ? RoomSound() : null);
        foreach (var (sensor, number) in zone.Environment.Select((sensor, i) => (sensor, i)))
        {
            Climate(sensor, number, air!);
            if (Find(sensor.Id, SensorType.Light) is { Chip: { } lightAt }) board.Chip(lightAt).Light = () => light!.LuxAt(time.GetUtcNow()) * (1 + (LightNoise * Wobble(number)));
            if (Find(sensor.Id, SensorType.Sound) is { Chip: { } soundAt }) board.Chip(soundAt).Sound = () => sound!.DecibelsAt(time.GetUtcNow());
        }

        return new ZoneHardware(zone)
        {
            Desks = [.. zone.Desks.Select((desk, i) => Desk(desk, residents[i], meters.ElementAtOrDefault(ZoneLoads.MeterOfDesk(zone, i))))],
            Rooms = [.. zone.Rooms.Select(Room)],
            Doors = [.. zone.Doors.Select(Door)],
            Meters = meters,
            Air = air,
            Light = light,
            Sound = sound,
        };
    }

    private RoomAir? RoomAir() => KindOf(kind => kind.Air) is { } kind ? new RoomAir(kind, day => Random(AirPart, day), clock, time.GetUtcNow()) : null;

    private RoomLight RoomLight() => new(KindOf(kind => kind.Light) ?? new LightKind(), day => Random(LightPart, day), clock);

    private RoomSound RoomSound() =>
        new(KindOf(kind => kind.Sound) ?? new SoundKind(), (part, number) => SeededRandom.For(seed, SoundPart, SeededRandom.NumberOf(zone.Id), part, number), clock);

    // What one of the zone's places says about the whole zone.
    private T? KindOf<T>(Func<PlaceKind, T?> which)
        where T : class =>
        zone.Desks.Select(desk => desk.Id).Concat(zone.Rooms.Select(room => room.Id)).Select(point => kinds[zone.Id, point]).OfType<PlaceKind>().Select(which).FirstOrDefault(found => found is not null);

    private bool MakesOf(SensorType sensor) => zone.Environment.Any(it => Find(it.Id, sensor) is not null);

    private PulseOutput Meter(Meter meter, int number)
    {
        var phase = Random(MeterPart, number).NextDouble();
        var wired = Find(meter.Id, SensorType.PulseMeter);
        return wired is null
            ? new PulseOutput(new SimulatedPin(WiredPoint.NoPin), time, 1, phase)
            : new PulseOutput(board[wired.Pin], time, wired.PulsesPerKilowattHour, phase);
    }

    private DeskHardware Desk(Desk desk, Resident resident, PulseOutput? meter)
    {
        var hardware = new DeskHardware(resident.Person, seed) { Motion = Motion(desk.Id), Pad = Pin(desk.Id, SensorType.Pad), Meter = meter };
        if (Find(desk.Id, SensorType.PowerMonitor) is { Chip: { } chip })
            board.Chip(chip).Power = () => hardware.Watts * (1 + 0.02 * Wobble(resident.Person.Number));
        return hardware;
    }

    private RoomHardware Room(Room room, int number)
    {
        var barriers = Find(room.Id, SensorType.LightBarriers);
        return new RoomHardware(Random(RoomPart, number), kinds[zone.Id, room.Id]?.StillSeconds ?? RoomHardware.UsualStillSeconds)
        {
            Motion = Motion(room.Id),
            Beams = barriers is null ? [null, null] : [board[barriers.Pin], board[barriers.SecondPin]],
        };
    }

    private DoorHardware Door(Door door)
    {
        var (wiegand, card) = (Find(door.Id, SensorType.Wiegand), Find(door.Id, SensorType.CardReader));
        var chip = card is null ? null : board.Chip(card.Chip!);
        chip?.ReadsCards = true;
        return new DoorHardware(seed, time)
        {
            Contact = Pin(door.Id, SensorType.DoorContact),
            Wiegand = wiegand is null ? null : (board[wiegand.Pin], board[wiegand.SecondPin]),
            CardChip = chip,
        };
    }

    /// <summary>
    /// The measured CO₂. CO₂ sensors calibrate themselves in fresh air (the SCD4x with the lowest value of a week). So their error
    /// of up to 7 % applies to what is above fresh air, and they never report less than that.
    /// </summary>
    private void Climate(EnvironmentSensor sensor, int number, ZoneAir air)
    {
        if (Find(sensor.Id, SensorType.Climate) is not { Chip: { } address })
            return;
        var random = Random(ClimatePart, number);
        var (gain, celsius, humidity, id) = (random.Between(0.93, 1.07), random.Between(-0.4, 0.4), random.Between(-3, 3), random.Below(1_000_000));
        var hasCo2 = !address.Chip.StartsWith("bme", StringComparison.OrdinalIgnoreCase);
        board.Chip(address).Air = () =>
        {
            var now = air.At(time.GetUtcNow());
            var wobble = Wobble(id);
            var ppm = ZoneAir.OutdoorPpm + gain * (now.Ppm - ZoneAir.OutdoorPpm) + air.NoisePpm * (1 + wobble);
            return new AirMeasurement(hasCo2 ? (float)ppm : null, (float)(now.Celsius + celsius + 0.1 * wobble), (float)(now.Humidity + humidity + 0.5 * wobble));
        };
    }

    private MotionDetector? Motion(string point) => Pin(point, SensorType.Motion) is { } pin ? new MotionDetector(pin, time, options.MotionDelaySeconds, kinds[zone.Id, point]) : null;

    private SimulatedPin? Pin(string point, SensorType kind) => Find(point, kind) is { } wired ? board[wired.Pin] : null;

    private WiredPoint? Find(string point, SensorType kind) => _points[point].FirstOrDefault(wired => wired.Kind == kind);

    /// <summary>A random number from −1 to 1 for each second; depends on the time only.</summary>
    private double Wobble(int id) => SeededRandom.For(seed, id, time.GetUtcNow().ToUnixTimeSeconds()).Between(-1, 1);

    private SeededRandom Random(long part, int number) => SeededRandom.For(seed, part, SeededRandom.NumberOf(zone.Id), number);
}
