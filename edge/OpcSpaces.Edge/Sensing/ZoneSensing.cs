using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.Counting;
using OpcSpaces.Edge.Sensing.Doors;
using OpcSpaces.Edge.Sensing.Metering;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pads;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Power;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing;

/// <summary>The sensors of one zone, and the places whose presence several of them judge together.</summary>
internal sealed class ZoneSensing : IDisposable
{
    private readonly ZoneConfig _zone;
    private readonly WatchedPins _pins;
    private readonly BusPollers _buses;
    private readonly BadgePseudonyms? _pseudonyms;
    private readonly OutboxLog _outbox;
    private readonly ZoneBatcher _batcher;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, PresencePlace> _places = [];
    private readonly Dictionary<string, DoorPassage> _passages = [];
    private readonly Dictionary<string, RoomCounter> _counters = [];
    private readonly List<(string Point, HeardByCounter Motion)> _heard = [];
    private readonly List<ISensor> _sensors = [];

    /// <param name="zone">What to sense.</param>
    /// <param name="pins">Where the signals come in.</param>
    /// <param name="buses">Where the chips hang.</param>
    /// <param name="pseudonyms">For card numbers; null where no reader is.</param>
    /// <param name="outbox">Knows the metrics and keeps the registers.</param>
    /// <param name="batcher">Takes the readings, and is disposed with the zone.</param>
    /// <param name="time">The sensing clock.</param>
    public ZoneSensing(ZoneConfig zone, WatchedPins pins, BusPollers buses, BadgePseudonyms? pseudonyms, OutboxLog outbox, ZoneBatcher batcher, TimeProvider time)
    {
        (_zone, _pins, _buses, _pseudonyms, _outbox, _batcher, _time) = (zone, pins, buses, pseudonyms, outbox, batcher, time);
        try
        {
            foreach (var point in zone.Points) _sensors.Add(Wire(point));
            foreach (var (point, motion) in _heard) motion.Connect(_counters[point]);
            foreach (var place in _places.Values) place.Start();
        }
        catch
        {
            // Other agents of the process go on, and must not hear of half a zone.
            Dispose();
            throw;
        }
    }

    public IEnumerable<ISensor> Sensors => _sensors;

    /// <summary>Readings that are in no batch yet.</summary>
    public int Waiting => _batcher.Waiting;

    public IEnumerable<Undecided> Undecided()
    {
        foreach (var place in _places.Values)
        {
            if (place.SureThroughMs is { } sureThroughMs) yield return new Undecided(place.Occupied, sureThroughMs);
        }
    }

    public void Flush() => _batcher.Flush();

    public void Dispose()
    {
        foreach (var sensor in _sensors) sensor.Dispose();
        foreach (var place in _places.Values) place.Dispose();
        _batcher.Dispose();
    }

    private ISensor Wire(PointConfig point) => point switch
    {
        MotionConfig motion => new MotionSensor(Name(motion, MotionConfig.Sensor), motion, Pin(motion, motion.Pin), MotionEvidence(motion.Point), _time),
        PadConfig pad => new PadSensor(Name(pad, PadConfig.Sensor), pad, Pin(pad, pad.Pin), Evidence(pad.Point, EvidenceKind.Contact), _time),
        LightBarriersConfig barriers => RoomCounter(barriers),
        DoorContactConfig door => DoorContact(door),
        WiegandConfig reader => new WiegandReader(
            Name(reader, WiegandConfig.Sensor), reader, Pin(reader, reader.Data0Pin), Pin(reader, reader.Data1Pin), Passage(reader.Point)!, _time),
        PulseMeterConfig meter => PulseMeter(meter),
        BusPointConfig chip => Polled(chip),
        _ => throw new ArgumentException($"Nothing senses a {point.GetType().Name}.", nameof(point)),
    };

    private RoomCounter RoomCounter(LightBarriersConfig barriers)
    {
        var register = Register(barriers);
        var outputs = new RoomCounterOutputs(Metric(barriers.Point, "count"), State, value => _outbox.SetRegister(register, value));
        var isPlace = _zone.Points.Any(point => point.Metrics.Any(metric => metric.Name == $"{barriers.Point}/occupied"));
        var evidence = isPlace ? Evidence(barriers.Point, EvidenceKind.Count) : null;
        var pins = (Pin(barriers, barriers.OuterPin), Pin(barriers, barriers.InnerPin));
        return _counters[barriers.Point] = new RoomCounter(
            Name(barriers, LightBarriersConfig.Sensor), barriers, pins, outputs, _outbox.Register(register), evidence, _time);
    }

    private IEvidence MotionEvidence(string point)
    {
        var evidence = Evidence(point, EvidenceKind.Motion);
        if (!_zone.Points.OfType<LightBarriersConfig>().Any(barriers => barriers.Point == point)) return evidence;
        var heard = new HeardByCounter(evidence);
        _heard.Add((point, heard));
        return heard;
    }

    private DoorContact DoorContact(DoorContactConfig door)
    {
        var pins = (Pin(door, door.Pin), door.ExitPin is { } exit ? Pin(door, exit) : null);
        var room = door.OpensInto is { } point ? Evidence(point, EvidenceKind.Door) : null;
        return new DoorContact(Name(door, DoorContactConfig.Sensor), door, pins, (Metric(door.Point, "state"), State), Passage(door.Point), room, _time);
    }

    /// <summary>What the reader and the contact of one door share; null at a door without a reader.</summary>
    private DoorPassage? Passage(string door)
    {
        if (_passages.TryGetValue(door, out var passage) || !_zone.Points.Any(point => point.ReadsCards && point.Point == door)) return passage;
        return _passages[door] = new DoorPassage(_pseudonyms!, Metric(door, "entry"), State, _time);
    }

    private PulseMeter PulseMeter(PulseMeterConfig meter)
    {
        var register = Register(meter);
        var outputs = new PulseMeterOutputs(Metric(meter.Point, "energy"), Metric(meter.Point, "power"), Telemetry, value => _outbox.SetRegister(register, value));
        return new PulseMeter(Name(meter, PulseMeterConfig.Sensor), meter, outputs, Pin(meter, meter.Pin), _outbox.Register(register), _time);
    }

    private PolledSensor Polled(BusPointConfig chip)
    {
        try
        {
            PolledSensor sensor = chip switch
            {
                PowerMonitorConfig power => new PowerMonitor(
                    Name(power, PowerMonitorConfig.Sensor), power, _buses.Buses.OpenPowerMonitor(power.At), Report(power.Point, "power", power.SlowestReportSeconds),
                    Evidence(power.Point, EvidenceKind.Power), _time),
                ClimateConfig climate => new ClimateSensor(
                    Name(climate, ClimateConfig.Sensor), climate, _buses.Buses.OpenClimateSensor(climate.At), ClimateReports(climate), _time),
                CardReaderConfig reader => new CardReader(
                    Name(reader, CardReaderConfig.Sensor), reader, _buses.Buses.OpenCardReader(reader.At), Passage(reader.Point)!, _time),
                _ => throw new ArgumentException($"Nothing asks a {chip.GetType().Name}."),
            };
            _buses.Add(chip.Bus, sensor);
            return sensor;
        }
        catch (ArgumentException e)
        {
            throw new SettingsException([new SettingsFault($"{_zone.Id}/{chip.Point}", $"{chip.Chip} at {chip.Address} on {chip.Bus}", e.Message)]);
        }
    }

    private IInputPin Pin(PointConfig point, int number)
    {
        try
        {
            return _pins.Open(number);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or (InvalidOperationException and not ObjectDisposedException))
        {
            throw new SettingsException([new SettingsFault($"{_zone.Id}/{point.Point}", $"pin {number}", e.Message)]);
        }
    }

    private ClimateReports ClimateReports(ClimateConfig climate)
    {
        var slowest = climate.SlowestReportSeconds;
        return new ClimateReports(
            climate.HasCo2 ? Report(climate.Point, "co2", slowest) : null, Report(climate.Point, "temperature", slowest), Report(climate.Point, "humidity", slowest));
    }

    private ValueReport Report(string point, string what, int slowestSeconds) =>
        new(Metric(point, what), Telemetry, TimeSpan.FromSeconds(slowestSeconds), _time);

    private IEvidence Evidence(string point, EvidenceKind kind)
    {
        if (!_places.TryGetValue(point, out var place))
            _places[point] = place = new PresencePlace(Presence(point), Metric(point, "occupied"), State, _time);
        return place.Add(kind);
    }

    // What the first detector of a place says about judging presence holds for the place.
    private PresenceConfig Presence(string point) =>
        _zone.Points.OfType<MotionConfig>().FirstOrDefault(motion => motion.Point == point)?.Presence ?? new PresenceConfig();

    private Metric Metric(string point, string what) => _outbox.Metric(_zone.Id, $"{point}/{what}");

    private string Register(PointConfig point) => $"{_zone.Id}/{point.Point}";

    private string Name(PointConfig point, string sensor) => $"{_zone.Id}/{point.Point} {sensor}";

    private void State(Reading reading) => _batcher.Add(reading, BatchKind.State);

    private void Telemetry(Reading reading) => _batcher.Add(reading, BatchKind.Telemetry);
}
