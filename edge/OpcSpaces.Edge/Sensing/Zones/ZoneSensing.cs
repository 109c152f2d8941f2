using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge.Clock;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>The sensors of one zone, and the places whose presence several of them judge together.</summary>
internal sealed class ZoneSensing : IDisposable
{
    private readonly ZoneBatcher _batcher;
    private readonly ZonePlaces _places;
    private readonly IReadOnlyList<PointConfig> _points;
    private readonly List<ISensor> _sensors = [];
    private readonly HealthReports? _health;

    /// <summary>Throws <see cref="SettingsException"/> when the hardware does not have a configured pin or chip.</summary>
    public ZoneSensing(ZoneConfig zone, ZoneDependencies dependencies)
    {
        (_points, _batcher) = (zone.Points, dependencies.Batcher);
        var points = new ZonePoints(zone.Points);
        var learning = new ZoneLearning(zone.Id, zone.Points, dependencies.Outbox, dependencies.Logger ?? NullLogger.Instance);
        _places = new ZonePlaces(
            points, learning, point => dependencies.Outbox.Metric(zone.Id, PointMetric.Occupied.At(point)), reading => _batcher.Add(reading, BatchKind.State),
            dependencies.Time, dependencies.Settled, dependencies.HourPhaseMs);
        var doors = new ZoneDoors(zone.Id, points, dependencies);
        try
        {
            foreach (var point in zone.Points) _sensors.Add(point.Build(new SensorContext(zone.Id, point, points, _places, doors, dependencies)));
            _places.Start();
            _health = new HealthReports(
                [.. zone.Points.Zip(_sensors, (point, sensor) => (new SensorName(zone.Id, point.Point, point.Sensor), sensor))], new HealthNote(zone.Id, dependencies.Outbox),
                dependencies.Outbox.Metric(zone.Id, SensorTroubles.MetricName), reading => _batcher.Add(reading, BatchKind.State), GatewayClock.ForSlowCalls(dependencies.Time));
        }
        catch
        {
            // Other agents in this process go on, and must not be disturbed by half a zone.
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<ISensor> Sensors => _sensors;

    /// <summary>Readings that are in no batch yet.</summary>
    public int Waiting => _batcher.Waiting;

    /// <summary>Tells the sensors on this pin.</summary>
    public void OnPin(PinReport report, DateTimeOffset at)
    {
        foreach (var (point, sensor) in _points.Zip(_sensors))
        {
            if (point.Pins.Any(pin => pin.Number == report.Number)) sensor.OnPin(report, at);
        }
    }

    /// <summary>Up to this time, in ms since 1970 UTC, the hours of all places are settled.</summary>
    public long SettledMs => _places.SettledMs;

    public IEnumerable<UncertainMetric> UncertainMetrics() => _places.UncertainMetrics();

    /// <inheritdoc cref="ZonePlaces.KeepLearned"/>
    public void KeepLearned() => _places.KeepLearned();

    public void Flush() => _batcher.Flush();

    public void Dispose()
    {
        _health?.Dispose();
        foreach (var sensor in _sensors) sensor.Dispose();
        _places.Dispose();
        _batcher.Dispose();
    }
}
