using OpcSpaces.Edge.Clock;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Counting;
using OpcSpaces.Edge.Sensing.Doors;
using OpcSpaces.Edge.Sensing.Levels;
using OpcSpaces.Edge.Sensing.Metering;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Settings;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Sensing;

/// <summary>All sensors of one gateway, wired from its configuration to its outbox. It knows no network, only whether the uplink is away.</summary>
internal sealed class GatewaySensing : IDisposable
{
    private readonly WatchedPins _pins;
    private readonly BusPollers _buses;
    private readonly BadgePseudonyms? _pseudonyms;
    private readonly List<ZoneSensing> _zones = [];

    /// <summary>Throws <see cref="SettingsException"/> when there are card readers and no key for their numbers, or pins or chips that the hardware does not have.</summary>
    public GatewaySensing(GatewayConfig config, SensingParts parts, OutboxLog outbox, Func<bool> isAway)
    {
        if (config.ReadsCards) _pseudonyms = new BadgePseudonyms(config.Badges, parts.Time, parts.Logger);
        _pins = new WatchedPins(parts.Pins, parts.Time);
        _buses = new BusPollers(parts.Buses, GatewayClock.ForSlowCalls(parts.Time), parts.Logger);
        try
        {
            foreach (var zone in config.Zones)
            {
                var batcher = new ZoneBatcher(config.Batching, (readings, kind) => outbox.AppendAsync(zone.Id, readings, kind), isAway, parts.TransportTime);
                _zones.Add(new ZoneSensing(zone, _pins, _buses, _pseudonyms, outbox, batcher, parts.Time));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Edges that were no changes.</summary>
    public long Bounces => Sensors.Sum(sensor => sensor switch
    {
        LevelSensor level => level.Bounces,
        DoorContact door => door.Bounces,
        RoomCounter counter => counter.Bounces,
        PulseMeter meter => meter.Bounces,
        _ => 0,
    });

    /// <summary>Changes that the pin driver did not tell.</summary>
    public long MissedChanges => _pins.Missed;

    /// <summary>The sensors that have had trouble or are in it.</summary>
    public IReadOnlyList<SensorHealth> Troubled =>
        [.. Sensors.Select(sensor => sensor.Trouble).OfType<SensorHealth>()];

    private IEnumerable<ISensor> Sensors => _zones.SelectMany(zone => zone.Sensors);

    /// <summary>Readings that wait for each other and are in no batch yet.</summary>
    public int Waiting => _zones.Sum(zone => zone.Waiting);

    /// <summary>Every metric that a configuration makes, with its zone.</summary>
    public static IEnumerable<(string Device, string Name, SparkplugDataType DataType)> Metrics(GatewayConfig config) =>
        (from zone in config.Zones
         from point in zone.Points
         from metric in point.Metrics
         select (zone.Id, metric.Name, metric.DataType)).Distinct();

    /// <summary>The places that are called occupied and have been quiet since: they may turn out to have been free from there on.</summary>
    public List<Undecided> Undecided() => [.. _zones.SelectMany(zone => zone.Undecided())];

    /// <summary>Appends what waits for its window.</summary>
    public void Flush()
    {
        foreach (var zone in _zones) zone.Flush();
    }

    /// <summary>Stops sensing; what was seen has been appended when this returns.</summary>
    public void Dispose()
    {
        _pins.Dispose();
        _buses.Dispose();
        foreach (var zone in _zones) zone.Dispose();
        _pseudonyms?.Dispose();
    }
}
