using OpcSpaces.Edge.Clock;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>All sensors of one gateway, wired from its configuration to its outbox. It knows nothing of the network except the condition of the uplink.</summary>
internal sealed class GatewaySensing : IDisposable
{
    // What places learn takes days, and SD cards wear.
    private static readonly TimeSpan KeepsLearnedEvery = TimeSpan.FromHours(6);

    private readonly TimeProvider _transportTime;
    private readonly WatchedPins _pins;
    private readonly BusPollers _buses;
    private readonly BadgePseudonyms? _pseudonyms;
    private readonly ConditionLog? _conditions;
    private readonly List<ZoneSensing> _zones = [];
    private long _learnedKept;

    /// <summary>Throws <see cref="SettingsException"/> when there are card readers but no badge key, or when the hardware does not have a configured pin or chip.</summary>
    public GatewaySensing(SensingConfig config, SensingDependencies dependencies)
    {
        var (time, outbox) = (dependencies.Time, dependencies.Outbox);
        _transportTime = dependencies.TransportTime;
        _learnedKept = _transportTime.GetTimestamp();
        if (config.ReadsCards) _pseudonyms = new BadgePseudonyms(config.Badges, time, dependencies.Logger);
        _pins = new WatchedPins(dependencies.Pins, time);
        _buses = new BusPollers(dependencies.Buses, GatewayClock.ForSlowCalls(time), dependencies.Logger);
        try
        {
            foreach (var zone in config.Zones)
            {
                var batcher = new ZoneBatcher(config.Batching, (readings, kind) => outbox.AppendAsync(zone.Id, readings, kind), dependencies.Uplink, dependencies.TransportTime);
                Action<string, OccupiedHour>? settled = dependencies.Settled is { } all ? (point, hour) => all(zone.Id, point, hour) : null;
                _zones.Add(new ZoneSensing(zone, new ZoneDependencies(_pins, _buses, _pseudonyms, outbox, batcher, time, settled, dependencies.HourPhaseMs, dependencies.Logger)));
            }
        }
        catch
        {
            Dispose();
            throw;
        }

        _pins.OnReport = OnPin;
        _conditions = new ConditionLog(Sensors, dependencies.TransportTime, dependencies.Logger);
    }

    /// <summary>Edges that were too short to count, of all sensors.</summary>
    public long Bounces => Sensors.Sum(sensor => sensor.Bounces);

    /// <summary>Changes that the pin driver did not report.</summary>
    public long MissedChanges => _pins.Missed;

    /// <summary>Changes that the pin driver knows to have lost.</summary>
    public long LostChanges => _pins.LostChanges;

    /// <summary>The sensors that have a fault now or had one since the start.</summary>
    public IReadOnlyList<SensorHealth> Troubled => [.. Sensors.Select(sensor => sensor.Trouble).OfType<SensorHealth>()];

    /// <summary>Readings that wait for each other and are in no batch yet.</summary>
    public int Waiting => _zones.Sum(zone => zone.Waiting);

    private IEnumerable<ISensor> Sensors => _zones.SelectMany(zone => zone.Sensors);

    /// <summary>Up to this time, in ms since 1970 UTC, the hours of all places are settled.</summary>
    public long SettledMs => _zones.Min(zone => (long?)zone.SettledMs) ?? long.MaxValue;

    /// <summary>The places that count as occupied but have been quiet for a while: it may turn out that they have been free since then.</summary>
    public List<UncertainMetric> UncertainMetrics() => [.. _zones.SelectMany(zone => zone.UncertainMetrics())];

    /// <summary>Appends the readings that wait for the end of their window.</summary>
    public void Flush()
    {
        foreach (var zone in _zones) zone.Flush();
    }

    /// <summary>The same as <see cref="KeepLearned"/>, but does nothing for six hours after the last time. One caller at a time.</summary>
    public void KeepLearnedWhenDue()
    {
        if (_transportTime.GetElapsedTime(_learnedKept) < KeepsLearnedEvery) return;
        _learnedKept = _transportTime.GetTimestamp();
        KeepLearned();
    }

    /// <summary>Keeps what all places have learned since the last call in the outbox: durable with whatever is appended next.</summary>
    public void KeepLearned()
    {
        foreach (var zone in _zones) zone.KeepLearned();
    }

    /// <summary>Stops sensing. All readings have been appended when this returns.</summary>
    public void Dispose()
    {
        _conditions?.Dispose();
        _pins.Dispose();
        _buses.Dispose();
        foreach (var zone in _zones) zone.Dispose();
        _pseudonyms?.Dispose();
    }

    private void OnPin(PinReport report, DateTimeOffset at)
    {
        foreach (var zone in _zones) zone.OnPin(report, at);
    }
}
