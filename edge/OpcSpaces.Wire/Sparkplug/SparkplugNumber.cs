namespace OpcSpaces.Wire.Sparkplug;

/// <summary>Reads the bits of the wire's integer fields as what their data type says.</summary>
internal static class SparkplugNumber
{
    /// <summary>Signed reading; false when the kind is no integer, or the value is outside of its type or of 64 signed bits.</summary>
    public static bool TryGetInt64(SparkplugValueKind kind, ulong bits, SparkplugDataType type, out long value)
    {
        // Peers differ in how far they extend the sign of small integers, so the low bits decide.
        value = type switch
        {
            SparkplugDataType.Int8 => (sbyte)bits,
            SparkplugDataType.Int16 => (short)bits,
            SparkplugDataType.Int32 => (int)bits,
            _ => (long)bits,
        };
        return kind switch
        {
            SparkplugValueKind.Int or SparkplugValueKind.Long => type switch
            {
                SparkplugDataType.Int8 => IsExtended(bits, value, 8),
                SparkplugDataType.Int16 => IsExtended(bits, value, 16),
                SparkplugDataType.Int32 => IsExtended(bits, value, 32),
                SparkplugDataType.UInt8 => bits <= byte.MaxValue,
                SparkplugDataType.UInt16 => bits <= ushort.MaxValue,
                SparkplugDataType.UInt32 => bits <= uint.MaxValue,
                SparkplugDataType.Int64 => true,
                _ => value >= 0,
            },
            _ => false,
        };
    }

    /// <summary>Any number as a double; booleans are 0 and 1; false for the rest.</summary>
    public static bool TryGetDouble(SparkplugValueKind kind, ulong bits, SparkplugDataType type, out double value)
    {
        switch (kind)
        {
            case SparkplugValueKind.Float:
                value = BitConverter.UInt32BitsToSingle((uint)bits);
                return true;
            case SparkplugValueKind.Double:
                value = BitConverter.UInt64BitsToDouble(bits);
                return true;
            case SparkplugValueKind.Boolean:
                value = bits;
                return true;
            case SparkplugValueKind.Long when type is SparkplugDataType.UInt64 or SparkplugDataType.Unknown:
                value = bits;
                return true;
            default:
                var known = TryGetInt64(kind, bits, type, out var integer);
                value = integer;
                return known;
        }
    }

    private static bool IsExtended(ulong bits, long value, int width) =>
        bits == (ulong)value || bits == (uint)value || bits >> width == 0;
}
