using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Outbox;

/// <summary>One metric of one zone with the alias that it keeps for ever. The outbox creates it and keeps its last stored value.</summary>
public sealed class Metric
{
    internal Metric(string device, string name, SparkplugDataType dataType, ulong alias)
    {
        (Device, Name, DataType, Alias) = (device, name, dataType, alias);
    }

    /// <summary>The zone's id, or empty for the gateway itself.</summary>
    public string Device { get; }

    public string Name { get; }

    public SparkplugDataType DataType { get; internal set; }

    public ulong Alias { get; }

    /// <summary>True until the process ends for a metric that got its alias in this run.</summary>
    internal bool IsNew { get; init; }

    /// <summary>False when the configuration no longer has it.</summary>
    internal bool IsConfigured { get; set; }

    /// <summary>The outbox's last sequence when it disappeared from the configuration: rows up to here may contain it.</summary>
    internal ulong? RetiredAt { get; set; }

    /// <summary>The value as of the outbox's last sequence. Guarded by the outbox's gate.</summary>
    internal BirthValue Stored { get; set; } = new(0, ReadingValue.Null, SparkplugQuality.Stale);

    /// <summary>Its value belongs to one moment and is never repeated, so births carry null (door entries).</summary>
    internal bool IsMoment => Name.EndsWith("/entry", StringComparison.Ordinal);

    internal void Store(in Reading reading) => Stored = new(reading.TimestampMs, IsMoment ? ReadingValue.Null : reading.Value, reading.Quality);

    public override string ToString() => Device.Length == 0 ? Name : $"{Device}/{Name}";
}
