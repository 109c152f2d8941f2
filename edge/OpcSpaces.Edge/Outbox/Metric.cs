using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Outbox;

/// <summary>One metric of one zone with the alias that it keeps for ever. The outbox creates it and keeps its last stored value.</summary>
public sealed class Metric
{
    internal Metric(string device, string name, SparkplugDataType dataType, ulong alias)
    {
        (Device, Name, DataType, Alias) = (device, name, dataType, alias);
        IsMoment = PointMetric.Find(name) is { Nature: MetricNature.Moment };
    }

    /// <summary>The zone's id, or empty for the gateway itself.</summary>
    public string Device { get; }

    /// <summary>Whether the gateway says it about itself, so that it is no reading of a point.</summary>
    public bool IsOfGateway => Device.Length == 0;

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
    internal Reading Stored { get; set; } = Reading.Unknown(0);

    /// <summary>Whether its values are events (<see cref="MetricNature.Moment"/>), for which births carry null.</summary>
    internal bool IsMoment { get; }

    internal void Store(in Reading reading) => Stored = IsMoment ? reading with { Value = PointValue.Null } : reading;

    public override string ToString() => Device.Length == 0 ? Name : $"{Device}/{Name}";
}
