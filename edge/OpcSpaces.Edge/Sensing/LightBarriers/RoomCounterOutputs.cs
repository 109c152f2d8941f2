using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.LightBarriers;

/// <summary>Where the count of a room goes: each change is stored first and then reported. Used by one thread at a time.</summary>
internal sealed class RoomCounterOutputs(Metric metric, Action<MetricReading> report, Action<long> keep)
{
    private long? _said;

    /// <summary>False while the count is unknown.</summary>
    public bool HasSaid => _said is not null;

    /// <summary>Reports the count when it has changed.</summary>
    public void Say(long count, DateTimeOffset at)
    {
        if (_said == count) return;
        _said = count;
        keep(count);
        report(new MetricReading(metric, at.ToUnixTimeMilliseconds(), PointValue.Of((ulong)count)));
    }

    /// <summary>The count is unknown from now on, because nobody can be counted.</summary>
    public void Lose(DateTimeOffset at)
    {
        _said = null;
        report(new MetricReading(metric, at.ToUnixTimeMilliseconds(), PointValue.Null, QualityCode.Bad));
    }
}
