using System.Globalization;

namespace OpcSpaces.Points;

/// <summary>One value of a metric. An integer has no width of its own; where one is needed, the metric's type says it.</summary>
public readonly record struct PointValue
{
    private readonly ulong _bits;
    private readonly string? _text;

    private PointValue(PointValueKind kind, ulong bits, string? text = null) => (Kind, _bits, _text) = (kind, bits, text);

    public PointValueKind Kind { get; }

    public bool IsNull => Kind == PointValueKind.Null;

    public static PointValue Null => default;

    public static PointValue Of(bool value) => new(PointValueKind.Boolean, value ? 1u : 0u);

    public static PointValue Of(long value) => new(PointValueKind.Integer, (ulong)value);

    public static PointValue Of(ulong value) => new(PointValueKind.Unsigned, value);

    public static PointValue Of(float value) => new(PointValueKind.Single, BitConverter.SingleToUInt32Bits(value));

    public static PointValue Of(double value) => new(PointValueKind.Double, BitConverter.DoubleToUInt64Bits(value));

    public static PointValue Of(string value) => new(PointValueKind.Text, 0, value);

    /// <summary>A value without text from what <see cref="Kind"/> and <see cref="Bits"/> were; null for a kind that there is not. For files.</summary>
    public static PointValue? FromBits(PointValueKind kind, ulong bits) => kind switch
    {
        PointValueKind.Null => Null,
        PointValueKind.Boolean => Of(bits != 0),
        PointValueKind.Integer or PointValueKind.Unsigned or PointValueKind.Double => new(kind, bits),
        PointValueKind.Single => new(kind, (uint)bits),
        _ => null,
    };

    /// <summary>The integer's, float's or boolean's bits, zero-extended; 0 for null and text.</summary>
    public ulong Bits => _bits;

    public bool AsBoolean => _bits != 0;

    public long AsInteger => (long)_bits;

    public ulong AsUnsigned => _bits;

    public float AsSingle => BitConverter.UInt32BitsToSingle((uint)_bits);

    public double AsDouble => BitConverter.UInt64BitsToDouble(_bits);

    public string AsText => _text ?? "";

    public override string ToString() => Kind switch
    {
        PointValueKind.Null => "null",
        PointValueKind.Boolean => AsBoolean ? "true" : "false",
        PointValueKind.Integer => AsInteger.ToString(CultureInfo.InvariantCulture),
        PointValueKind.Unsigned => AsUnsigned.ToString(CultureInfo.InvariantCulture),
        PointValueKind.Single => AsSingle.ToString(CultureInfo.InvariantCulture),
        PointValueKind.Double => AsDouble.ToString(CultureInfo.InvariantCulture),
        _ => $"\"{_text}\"",
    };
}
