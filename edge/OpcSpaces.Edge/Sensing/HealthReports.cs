using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing;

/// <summary>
/// Reports which sensors of a zone are in trouble, as the zone's metric <see cref="SensorTroubles.MetricName"/>: once after the start, and then when it is
/// another list than before. Looks every five minutes of the sensing clock, because conditions are a matter of minutes to days; so a sensor whose condition keeps changing
/// costs one reading in five minutes at most.
/// </summary>
internal sealed class HealthReports : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(20);

    private readonly string _prefix;
    private readonly IReadOnlyList<ISensor> _sensors;
    private readonly Metric _metric;
    private readonly Action<MetricReading> _report;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    // Guards everything below; held while the sensors are looked at.
    private readonly Lock _gate = new();
    private string? _said;
    private bool _disposed;

    /// <param name="zone">The id of the zone, with which the names of its sensors begin.</param>
    /// <param name="sensors">The sensors of the zone. They belong to the caller, who disposes this first.</param>
    /// <param name="metric">The zone's metric.</param>
    /// <param name="report">Takes the readings.</param>
    /// <param name="time">The sensing clock.</param>
    public HealthReports(string zone, IReadOnlyList<ISensor> sensors, Metric metric, Action<MetricReading> report, TimeProvider time)
    {
        (_prefix, _sensors, _metric, _report, _time) = ($"{zone}/", sensors, metric, report, time);
        _timer = time.CreateTimer(_ => Look(), null, First, Period);
    }

    public void Dispose()
    {
        _timer.Dispose();
        lock (_gate) _disposed = true;
    }

    private void Look()
    {
        lock (_gate)
        {
            if (_disposed) return;
            var text = SensorTroubles.Write(_sensors.Select(sensor => sensor.Trouble).OfType<SensorHealth>().Where(health => health.Condition != SensorCondition.Sound).Select(Trouble));
            if (text == _said) return;
            _said = text;
            _report(new MetricReading(_metric, _time.GetUtcNow().ToUnixTimeMilliseconds(), PointValue.Of(text)));
        }
    }

    // The name is zone, point and kind: open-3/desk/12 motion.
    private SensorTrouble Trouble(SensorHealth health)
    {
        var name = health.Sensor.StartsWith(_prefix, StringComparison.Ordinal) ? health.Sensor[_prefix.Length..] : health.Sensor;
        var space = name.LastIndexOf(' ');
        return new SensorTrouble(space < 0 ? name : name[..space], space < 0 ? "sensor" : name[(space + 1)..], health.Condition);
    }
}
