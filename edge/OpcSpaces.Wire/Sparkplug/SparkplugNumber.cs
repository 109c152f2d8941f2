namespace OpcSpaces.Wire.Sparkplug;

/// <summary>Converts the bits of a value to a number by its data type.</summary>
internal static class SparkplugNumber
{
    /// <summary>False when the value is not an integer, or is out of the range of its type or of Int64.</summary>
    public static bool TryGetInt64(SparkplugValueKind kind, ulong bits, SparkplugDataType type, out long value)
    {
        // Peers sign-extend small integers to different widths, so only the low bits count.
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

    /// <summary>Any number as a double, booleans as 0 and 1; false for other kinds.</summary>
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
