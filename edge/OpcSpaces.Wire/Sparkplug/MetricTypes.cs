using OpcSpaces.Points;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>The data types in which metrics travel.</summary>
public static class MetricTypes
{
    public static SparkplugDataType ToSparkplug(this MetricType type) => type switch
    {
        MetricType.Boolean => SparkplugDataType.Boolean,
        MetricType.UInt16 => SparkplugDataType.UInt16,
        MetricType.UInt64 => SparkplugDataType.UInt64,
        MetricType.Single => SparkplugDataType.Float,
        MetricType.Text => SparkplugDataType.String,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no data type for this."),
    };
}
