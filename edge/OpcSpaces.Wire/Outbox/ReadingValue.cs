using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Outbox;

/// <summary>A reading's value as a batch carries it: null, a boolean, an integer in the field of its data type, a float, a double or a string.</summary>
public readonly record struct ReadingValue
{
    private ReadingValue(SparkplugValueKind kind, ulong bits, string? text = null)
    {
        Kind = kind;
        Bits = bits;
        Text = text;
    }

    /// <summary><see cref="SparkplugValueKind.None"/> for null.</summary>
    public SparkplugValueKind Kind { get; }

    /// <summary>As <see cref="SparkplugValue.Bits"/>.</summary>
    public ulong Bits { get; }

    /// <summary>The string, or null for the other kinds.</summary>
    public string? Text { get; }

    public bool IsNull => Kind == SparkplugValueKind.None;

    public static ReadingValue Null => default;

    public static ReadingValue FromBoolean(bool value) => new(SparkplugValueKind.Boolean, value ? 1u : 0u);

    /// <summary>For Int8, Int16 and Int32.</summary>
    public static ReadingValue FromInt32(int value) => new(SparkplugValueKind.Int, (uint)value);

    /// <summary>For UInt8, UInt16 and UInt32.</summary>
    public static ReadingValue FromUInt32(uint value) => new(SparkplugValueKind.Int, value);

    /// <summary>For Int64.</summary>
    public static ReadingValue FromInt64(long value) => new(SparkplugValueKind.Long, (ulong)value);

    /// <summary>For UInt64 and DateTime.</summary>
    public static ReadingValue FromUInt64(ulong value) => new(SparkplugValueKind.Long, value);

    public static ReadingValue FromFloat(float value) => new(SparkplugValueKind.Float, BitConverter.SingleToUInt32Bits(value));

    public static ReadingValue FromDouble(double value) => new(SparkplugValueKind.Double, BitConverter.DoubleToUInt64Bits(value));

    public static ReadingValue FromString(string value) => new(SparkplugValueKind.String, 0, value);

    /// <summary>The same value for a birth, which is written from objects.</summary>
    public SparkplugValue ToSparkplug() => Kind switch
    {
        SparkplugValueKind.None => SparkplugValue.None,
        SparkplugValueKind.Int => SparkplugValue.FromUInt32((uint)Bits),
        SparkplugValueKind.Long => SparkplugValue.FromUInt64(Bits),
        SparkplugValueKind.Float => SparkplugValue.FromFloat(BitConverter.UInt32BitsToSingle((uint)Bits)),
        SparkplugValueKind.Double => SparkplugValue.FromDouble(BitConverter.UInt64BitsToDouble(Bits)),
        SparkplugValueKind.Boolean => SparkplugValue.FromBoolean(Bits != 0),
        _ => SparkplugValue.FromString(Text!),
    };
}
