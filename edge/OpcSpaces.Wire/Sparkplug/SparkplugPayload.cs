namespace OpcSpaces.Wire.Sparkplug;

/// <summary>A whole Sparkplug B payload (§6.4.4) as objects: for births, commands, and other peers' messages.</summary>
public sealed class SparkplugPayload
{
    /// <summary>When the message was made, in ms since 1970 UTC.</summary>
    public ulong? Timestamp { get; set; }

    public List<SparkplugMetric> Metrics { get; } = [];

    /// <summary>0 to 255; an edge node and all of its devices share one counter. Absent in commands and in NDEATH.</summary>
    public ulong? Sequence { get; set; }

    public string? Uuid { get; set; }

    public byte[]? Body { get; set; }

    /// <summary>The first metric of this name, or null.</summary>
    public SparkplugMetric? Find(string name) => Metrics.Find(metric => metric.Name == name);
}
