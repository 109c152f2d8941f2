using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Metering;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Sensing;

/// <summary>All sensors of one gateway, wired from its configuration to its outbox. It knows no network, only whether the uplink is away.</summary>
internal sealed class GatewaySensing : IDisposable
{
    private readonly Dictionary<Metric, PresencePlace> _places = [];
    private readonly List<MotionSensor> _motion = [];
    private readonly List<PulseMeter> _meters = [];
    private readonly List<ZoneBatcher> _batchers = [];

    /// <param name="time">The clock of everything that is measured; may run in virtual time.</param>
    /// <param name="transportTime">The clock by which readings wait for each other: in fast virtual time batches fill up by themselves.</param>
    public GatewaySensing(
        GatewayConfig config, IPinController pins, OutboxLog outbox, Func<bool> isAway, TimeProvider time, TimeProvider transportTime)
    {
        foreach (var zone in config.Zones)
        {
            var batcher = new ZoneBatcher(config.Batching, (readings, kind) => outbox.AppendAsync(zone.Id, readings, kind), isAway, transportTime);
            _batchers.Add(batcher);
            foreach (var point in zone.Points) Wire(zone.Id, point, pins, outbox, batcher, time);
        }

        foreach (var place in _places.Values) place.Start();
    }

    /// <summary>Edges that were no changes.</summary>
    public long Bounces => _motion.Sum(sensor => sensor.Bounces) + _meters.Sum(meter => meter.Bounces);

    /// <summary>Every metric that a configuration makes, with its zone.</summary>
    public static IEnumerable<(string Device, string Name, SparkplugDataType DataType)> Metrics(GatewayConfig config) =>
        (from zone in config.Zones
         from point in zone.Points
         from metric in point.Metrics
         select (zone.Id, metric.Name, metric.DataType)).Distinct();

    /// <summary>Appends what waits for its window.</summary>
    public void Flush()
    {
        foreach (var batcher in _batchers) batcher.Flush();
    }

    /// <summary>Stops sensing; what was seen has been appended when this returns.</summary>
    public void Dispose()
    {
        foreach (var sensor in _motion) sensor.Dispose();
        foreach (var place in _places.Values) place.Dispose();
        foreach (var meter in _meters) meter.Dispose();
        foreach (var batcher in _batchers) batcher.Dispose();
    }

    private static string Occupied(PointConfig point) => $"{point.Point}/occupied";

    private static string Energy(PointConfig point) => $"{point.Point}/energy";

    private static string Power(PointConfig point) => $"{point.Point}/power";

    private void Wire(string zone, PointConfig point, IPinController pins, OutboxLog outbox, ZoneBatcher batcher, TimeProvider time)
    {
        switch (point)
        {
            case MotionConfig motion:
                var place = Place(outbox.Metric(zone, Occupied(point)), motion.Presence, batcher, time);
                _motion.Add(new MotionSensor(motion, pins.OpenInput(motion.Pin), place.Add(EvidenceKind.Motion), time));
                break;
            case PulseMeterConfig meter:
                var register = $"{zone}/{point.Point}";
                var outputs = new PulseMeterOutputs(
                    outbox.Metric(zone, Energy(point)), outbox.Metric(zone, Power(point)),
                    reading => batcher.Add(reading, BatchKind.Telemetry), value => outbox.SetRegister(register, value));
                _meters.Add(new PulseMeter(meter, outputs, pins.OpenInput(meter.Pin), outbox.Register(register), time));
                break;
        }
    }

    // What the first sensor of a place says about judging presence holds for the place.
    private PresencePlace Place(Metric occupied, PresenceConfig config, ZoneBatcher batcher, TimeProvider time)
    {
        if (_places.TryGetValue(occupied, out var place)) return place;
        return _places[occupied] = new PresencePlace(config, occupied, reading => batcher.Add(reading, BatchKind.State), time);
    }
}
