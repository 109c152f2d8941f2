using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing;

/// <summary>Counts the faults of one sensor by name. Thread-safe. Uses no memory until there is one.</summary>
internal sealed class FaultCounts
{
    private readonly Lock _gate = new();
    private Dictionary<string, long>? _counts;

    public long this[string fault]
    {
        get
        {
            lock (_gate) return _counts?.GetValueOrDefault(fault) ?? 0;
        }
    }

    public void Add(string fault, long count = 1)
    {
        lock (_gate)
        {
            _counts ??= [];
            _counts[fault] = _counts.GetValueOrDefault(fault) + count;
        }
    }

    /// <summary>The health of the sensor; null when it is sound and always was.</summary>
    public SensorHealth? Trouble(SensorName sensor, SensorCondition condition)
    {
        lock (_gate)
        {
            return _counts is null && condition == SensorCondition.Sound ? null : new SensorHealth(sensor, condition, new Dictionary<string, long>(_counts ?? []));
        }
    }
}
