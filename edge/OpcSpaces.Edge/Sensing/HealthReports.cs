using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing;

/// <summary>
/// Reports which sensors of a zone are in trouble, as the zone's metric <see cref="SensorTroubles.MetricName"/>: once after the start, and then when it is
/// another list than before. A trouble that the agent before knew stays in the list until the sensor has ruled it out (<see cref="ISensor.MayBe"/>), and the sensor is told (<see cref="ISensor.Resume"/>). Looks every five minutes of the sensing clock, because conditions are a matter of minutes to days; so a sensor whose condition keeps changing
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
    private readonly Known?[] _before; // what the agent before knew of each sensor, until it is ruled out
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
        _before = Before(sensors, note.Read());
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
            var text = SensorTroubles.Write(_sensors.Select((it, number) => Trouble(it.Name, it.Sensor, number)).OfType<SensorTrouble>());
            _isEarly = false;
            if (text == _said) return;
            _said = text;
            _note.Keep(text);
            _report(new MetricReading(_metric, _time.GetUtcNow().ToUnixTimeMilliseconds(), PointValue.Of(text)));
        }
    }

    private static Known?[] Before(IReadOnlyList<(SensorName Name, ISensor Sensor)> sensors, IReadOnlyList<SensorTrouble> troubles)
    {
        var before = new Known?[sensors.Count];
        foreach (var alike in Enumerable.Range(0, sensors.Count).GroupBy(number => (sensors[number].Name.Point, sensors[number].Name.Kind)))
        {
            var conditions = troubles.Where(trouble => (trouble.Point, trouble.Sensor) == alike.Key).Select(trouble => trouble.Condition).ToList();
            if (conditions.Count == 0) continue;
            // Several sensors of one kind at one point cannot be told apart in the list, unless all of them are in it.
            var isCertain = conditions.Count == alike.Count();
            foreach (var (place, number) in alike.Index()) before[number] = new Known(conditions[isCertain ? place : 0], isCertain);
        }

        return before;
    }

    private SensorTrouble? Trouble(SensorName name, ISensor sensor, int number)
    {
        if (sensor.Trouble is { Condition: not SensorCondition.Sound and var condition })
        {
            _before[number] = null;
            return new SensorTrouble(name.Point, name.Kind, condition);
        }

        if (_before[number] is not { } before) return null;
        if (!_isEarly && !sensor.MayBe(before.Condition))
        {
            _before[number] = null;
            return null;
        }

        if (before.IsCertain) sensor.Resume(before.Condition);
        return new SensorTrouble(name.Point, name.Kind, before.Condition);
    }

    /// <summary>What the agent before knew of a sensor.</summary>
    /// <param name="Condition">Its condition.</param>
    /// <param name="IsCertain">That it is this sensor, and not another one of its kind at its point.</param>
    private readonly record struct Known(SensorCondition Condition, bool IsCertain);
}
