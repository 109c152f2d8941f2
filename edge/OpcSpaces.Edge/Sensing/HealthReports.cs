using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing;

/// <summary>
/// Reports which sensors of a zone are in trouble, as the zone's metric <see cref="SensorTroubles.MetricName"/>: once after the start, and then when it is
/// another list than before. A trouble that the agent before knew stays in the list until the sensor has ruled it out (<see cref="ISensor.MayBe"/>). Looks every five minutes of the sensing clock, because conditions are a matter of minutes to days; so a sensor whose condition keeps changing
/// costs one reading in five minutes at most.
/// </summary>
internal sealed class HealthReports : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(20);

    private readonly IReadOnlyList<(SensorName Name, ISensor Sensor)> _sensors;
    private readonly HealthNote _note;
    private readonly Metric _metric;
    private readonly Action<MetricReading> _report;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    // Guards everything below; held while the sensors are looked at.
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Point, string Kind), SensorCondition> _before;
    private string? _said;
    private bool _isEarly = true; // to rule anything out: a driver needs a while to say which pins it does not see
    private bool _disposed;

    /// <param name="sensors">The sensors of the zone. They belong to the caller, who disposes this first.</param>
    /// <param name="note">What the agent before said last.</param>
    /// <param name="metric">The zone's metric.</param>
    /// <param name="report">Takes the readings.</param>
    /// <param name="time">The sensing clock.</param>
    public HealthReports(IReadOnlyList<(SensorName Name, ISensor Sensor)> sensors, HealthNote note, Metric metric, Action<MetricReading> report, TimeProvider time)
    {
        (_sensors, _note, _metric, _report, _time) = (sensors, note, metric, report, time);
        // Two sensors of one kind at one point cannot be told apart in the list.
        _before = note.Read().GroupBy(trouble => (trouble.Point, trouble.Sensor)).ToDictionary(group => group.Key, group => group.First().Condition);
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
            var text = SensorTroubles.Write(_sensors.Select(Trouble).OfType<SensorTrouble>());
            _isEarly = false;
            if (text == _said) return;
            _said = text;
            _note.Keep(text);
            _report(new MetricReading(_metric, _time.GetUtcNow().ToUnixTimeMilliseconds(), PointValue.Of(text)));
        }
    }

    private SensorTrouble? Trouble((SensorName Name, ISensor Sensor) it)
    {
        var key = (it.Name.Point, it.Name.Kind);
        if (it.Sensor.Trouble is { Condition: not SensorCondition.Sound and var condition })
        {
            _before.Remove(key);
            return new SensorTrouble(it.Name.Point, it.Name.Kind, condition);
        }

        if (!_before.TryGetValue(key, out var before)) return null;
        if (_isEarly || it.Sensor.MayBe(before)) return new SensorTrouble(it.Name.Point, it.Name.Kind, before);
        _before.Remove(key);
        return null;
    }
}
