using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Metering;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pads;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing;

/// <summary>The sensors of one zone, and the places whose presence several of them judge together.</summary>
internal sealed class ZoneSensing : IDisposable
{
    private readonly ZoneConfig _zone;
    private readonly WatchedPins _pins;
    private readonly OutboxLog _outbox;
    private readonly ZoneBatcher _batcher;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, PresencePlace> _places = [];
    private readonly List<ISensor> _sensors = [];

    /// <param name="zone">What to sense.</param>
    /// <param name="pins">Where the signals come in.</param>
    /// <param name="outbox">Knows the metrics and keeps the registers.</param>
    /// <param name="batcher">Takes the readings, and is disposed with the zone.</param>
    /// <param name="time">The sensing clock.</param>
    public ZoneSensing(ZoneConfig zone, WatchedPins pins, OutboxLog outbox, ZoneBatcher batcher, TimeProvider time)
    {
        (_zone, _pins, _outbox, _batcher, _time) = (zone, pins, outbox, batcher, time);
        foreach (var point in zone.Points) _sensors.Add(Wire(point));
        foreach (var place in _places.Values) place.Start();
    }

    public IEnumerable<ISensor> Sensors => _sensors;

    /// <summary>Readings that are in no batch yet.</summary>
    public int Waiting => _batcher.Waiting;

    public void Flush() => _batcher.Flush();

    public void Dispose()
    {
        foreach (var sensor in _sensors) sensor.Dispose();
        foreach (var place in _places.Values) place.Dispose();
        _batcher.Dispose();
    }

    private ISensor Wire(PointConfig point) => point switch
    {
        MotionConfig motion => new MotionSensor(Name(motion, MotionConfig.Sensor), motion, _pins.Open(motion.Pin), Evidence(motion, EvidenceKind.Motion), _time),
        PadConfig pad => new PadSensor(Name(pad, PadConfig.Sensor), pad, _pins.Open(pad.Pin), Evidence(pad, EvidenceKind.Contact), _time),
        PulseMeterConfig meter => PulseMeter(meter),
        _ => throw new ArgumentException($"Nothing senses a {point.GetType().Name}.", nameof(point)),
    };

    private PulseMeter PulseMeter(PulseMeterConfig meter)
    {
        var register = $"{_zone.Id}/{meter.Point}";
        var outputs = new PulseMeterOutputs(Metric(meter, "energy"), Metric(meter, "power"), Telemetry, value => _outbox.SetRegister(register, value));
        return new PulseMeter(Name(meter, PulseMeterConfig.Sensor), meter, outputs, _pins.Open(meter.Pin), _outbox.Register(register), _time);
    }

    private IEvidence Evidence(PointConfig point, EvidenceKind kind)
    {
        if (!_places.TryGetValue(point.Point, out var place))
            _places[point.Point] = place = new PresencePlace(Presence(point.Point), Metric(point, "occupied"), State, _time);
        return place.Add(kind);
    }

    // What the first detector of a place says about judging presence holds for the place.
    private PresenceConfig Presence(string point) =>
        _zone.Points.OfType<MotionConfig>().FirstOrDefault(motion => motion.Point == point)?.Presence ?? new PresenceConfig();

    private Metric Metric(PointConfig point, string what) => _outbox.Metric(_zone.Id, $"{point.Point}/{what}");

    private string Name(PointConfig point, string sensor) => $"{_zone.Id}/{point.Point} {sensor}";

    private void State(Reading reading) => _batcher.Add(reading, BatchKind.State);

    private void Telemetry(Reading reading) => _batcher.Add(reading, BatchKind.Telemetry);
}
