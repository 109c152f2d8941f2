using OpcSpaces.Points;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>One metric of a payload or template (§6.4.6).</summary>
public sealed class SparkplugMetric
{
    public string? Name { get; set; }

    public ulong? Alias { get; set; }

    /// <summary>When the value was taken, in ms since 1970 UTC.</summary>
    public ulong? Timestamp { get; set; }

    /// <summary><see cref="SparkplugDataType.Unknown"/> when the message has none; required in births.</summary>
    public SparkplugDataType DataType { get; set; }

    public bool IsHistorical { get; set; }

    public bool IsTransient { get; set; }

    /// <summary>The value is null; then <see cref="Value"/> is not encoded.</summary>
    public bool IsNull { get; set; }

    public SparkplugMetaData? MetaData { get; set; }

    public SparkplugPropertySet? Properties { get; set; }

    public SparkplugValue Value { get; set; }

    /// <summary>The property <c>Quality</c>, or <see cref="QualityCode.Good"/> without one.</summary>
    public int Quality =>
        Properties?.Find(QualityProperty.Key) is { } quality && quality.Value.TryGetInt64(SparkplugDataType.Int32, out var value)
            ? (int)value
            : QualityCode.Good;
}

/// <summary>Describes a metric's bytes or file (§6.4.7).</summary>
public sealed class SparkplugMetaData
{
    public bool? IsMultiPart { get; set; }

    public string? ContentType { get; set; }

    /// <summary>Bytes.</summary>
    public ulong? Size { get; set; }

    public ulong? Sequence { get; set; }

    public string? FileName { get; set; }

    public string? FileType { get; set; }

    public string? Md5 { get; set; }

    public string? Description { get; set; }
}
