using OpcSpaces.Edge.Outbox;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Sensing.LightBarriers;

/// <summary>Where a room's count goes: changes become readings, each behind the count that is kept. Belongs to one thread at a time.</summary>
internal sealed class RoomCounterOutputs(Metric metric, Action<Reading> report, Action<long> keep)
{
    private long? _said;

    /// <summary>False while the count is unknown.</summary>
    public bool HasSaid => _said is not null;

    public void Say(long count, DateTimeOffset at)
    {
        if (_said == count) return;
        _said = count;
        keep(count);
        report(new Reading(metric, at.ToUnixTimeMilliseconds(), ReadingValue.FromUInt32((uint)count)));
    }

    /// <summary>Unknown from now on, because nobody can be counted.</summary>
    public void Lose(DateTimeOffset at)
    {
        _said = null;
        report(new Reading(metric, at.ToUnixTimeMilliseconds(), ReadingValue.Null, SparkplugQuality.Bad));
    }
}
