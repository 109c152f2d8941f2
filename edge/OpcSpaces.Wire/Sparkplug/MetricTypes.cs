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

    /// <summary>Whether a value of this type may be in a field: §6.4.16 names one for each type, and peers mix the two of integers and the two of floats. Any field may hold a type of a later version.</summary>
    internal static bool MayBeIn(this SparkplugDataType type, SparkplugValueKind kind) => type switch
    {
        SparkplugDataType.Boolean => kind == SparkplugValueKind.Boolean,
        SparkplugDataType.Float or SparkplugDataType.Double => kind is SparkplugValueKind.Float or SparkplugValueKind.Double,
        (>= SparkplugDataType.Int8 and <= SparkplugDataType.UInt64) or SparkplugDataType.DateTime => kind is SparkplugValueKind.Int or SparkplugValueKind.Long,
        SparkplugDataType.String or SparkplugDataType.Text or SparkplugDataType.UUID => kind == SparkplugValueKind.String,
        SparkplugDataType.DataSet => kind == SparkplugValueKind.DataSet,
        SparkplugDataType.Template => kind == SparkplugValueKind.Template,
        SparkplugDataType.Bytes or SparkplugDataType.File or (>= SparkplugDataType.Int8Array and <= SparkplugDataType.DateTimeArray) => kind == SparkplugValueKind.Bytes,
        _ => true,
    };

    /// <summary>Whether integers of this type are sent in the field for up to 32 bits.</summary>
    internal static bool IsShortInteger(this SparkplugDataType type) => type
        is SparkplugDataType.Int8 or SparkplugDataType.Int16 or SparkplugDataType.Int32
        or SparkplugDataType.UInt8 or SparkplugDataType.UInt16 or SparkplugDataType.UInt32;
}
