using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Batches;

/// <summary>
/// Reads values as the type that the birth declared. Returns false for another type, a value outside of its range, a float that is not finite, and
/// text that is not UTF-8: what differs in such bytes alone would become equal.
/// </summary>
internal static class ReadingValueReader
{
    public static bool TryRead(in MetricView metric, SparkplugDataType type, out PointValue value)
    {
        value = PointValue.Null;
        if (metric.IsNull)
            return true;
        switch (type)
        {
            case SparkplugDataType.Boolean:
                value = PointValue.Of(metric.Bits != 0);
                return metric.Kind == SparkplugValueKind.Boolean;
            case SparkplugDataType.Float or SparkplugDataType.Double:
                return TryReadNumber(metric.Kind, metric.Bits, out value);
            case SparkplugDataType.UInt64:
                value = PointValue.Of(metric.Bits);
                return metric.Kind is SparkplugValueKind.Int or SparkplugValueKind.Long;
            case SparkplugDataType.String or SparkplugDataType.Text or SparkplugDataType.UUID:
                var isText = System.Text.Unicode.Utf8.IsValid(metric.Bytes) & metric.TryGetString(out var text);
                value = PointValue.Of(text);
                return isText;
            default:
                var isInteger = metric.TryGetInt64(type, out var integer);
                value = PointValue.Of(integer);
                return isInteger;
        }
    }

    /// <summary>Reads a value of a birth that is not null.</summary>
    public static bool TryRead(in SparkplugValue birth, SparkplugDataType type, out PointValue value)
    {
        value = PointValue.Null;
        switch (type)
        {
            case SparkplugDataType.Boolean:
                var isBoolean = birth.TryGetBoolean(out var boolean);
                value = PointValue.Of(boolean);
                return isBoolean;
            case SparkplugDataType.Float or SparkplugDataType.Double:
                return TryReadNumber(birth.Kind, birth.Bits, out value);
            case SparkplugDataType.UInt64:
                var isUnsigned = birth.TryGetUInt64(out var unsigned);
                value = PointValue.Of(unsigned);
                return isUnsigned;
            case SparkplugDataType.String or SparkplugDataType.Text or SparkplugDataType.UUID:
                // Bytes that are not UTF-8 were read as U+FFFD.
                var isText = birth.TryGetString(out var text) && !text.Contains('\uFFFD');
                value = PointValue.Of(text);
                return isText;
            default:
                var isInteger = birth.TryGetInt64(type, out var integer);
                value = PointValue.Of(integer);
                return isInteger;
        }
    }

    private static bool TryReadNumber(SparkplugValueKind kind, ulong bits, out PointValue value)
    {
        if (kind == SparkplugValueKind.Float)
        {
            var single = BitConverter.UInt32BitsToSingle((uint)bits);
            value = PointValue.Of(single);
            return float.IsFinite(single);
        }
        var number = BitConverter.UInt64BitsToDouble(bits);
        value = PointValue.Of(number);
        return kind == SparkplugValueKind.Double && double.IsFinite(number);
    }
}
