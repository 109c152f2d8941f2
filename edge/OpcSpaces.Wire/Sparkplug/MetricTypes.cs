using OpcSpaces.Points;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>How the types of metrics are sent.</summary>
public static class MetricTypes
{
    public static SparkplugDataType ToSparkplug(this MetricType type) => type switch
    {
        MetricType.Boolean => SparkplugDataType.Boolean,
        MetricType.UInt16 => SparkplugDataType.UInt16,
        MetricType.UInt32 => SparkplugDataType.UInt32,
        MetricType.UInt64 => SparkplugDataType.UInt64,
        MetricType.Single => SparkplugDataType.Float,
        MetricType.Text => SparkplugDataType.String,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no data type for this."),
    };

    /// <summary>Whether integers of this type are sent in the field for up to 32 bits.</summary>
    internal static bool IsShortInteger(this SparkplugDataType type) => type
        is SparkplugDataType.Int8 or SparkplugDataType.Int16 or SparkplugDataType.Int32
        or SparkplugDataType.UInt8 or SparkplugDataType.UInt16 or SparkplugDataType.UInt32;
}
