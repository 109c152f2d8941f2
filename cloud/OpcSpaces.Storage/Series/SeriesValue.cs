using System.Globalization;

namespace OpcSpaces.Storage.Series;

/// <summary>One value of a series.</summary>
public readonly record struct SeriesValue
{
    private readonly ulong _bits;
    private readonly string? _text;

    private SeriesValue(SeriesValueKind kind, ulong bits, string? text = null) => (Kind, _bits, _text) = (kind, bits, text);

    public SeriesValueKind Kind { get; }

    public bool IsNull => Kind == SeriesValueKind.Null;

    public static SeriesValue Null => default;

    public static SeriesValue Of(bool value) => new(SeriesValueKind.Boolean, value ? 1u : 0u);

    public static SeriesValue Of(long value) => new(SeriesValueKind.Integer, (ulong)value);

    public static SeriesValue Of(ulong value) => new(SeriesValueKind.Unsigned, value);

    public static SeriesValue Of(float value) => new(SeriesValueKind.Single, BitConverter.SingleToUInt32Bits(value));

    public static SeriesValue Of(double value) => new(SeriesValueKind.Double, BitConverter.DoubleToUInt64Bits(value));

    public static SeriesValue Of(string value) => new(SeriesValueKind.Text, 0, value);

    public bool AsBoolean => _bits != 0;

    public long AsInteger => (long)_bits;

    public ulong AsUnsigned => _bits;

    public float AsSingle => BitConverter.UInt32BitsToSingle((uint)_bits);

    public double AsDouble => BitConverter.UInt64BitsToDouble(_bits);

    public string AsText => _text ?? "";

    /// <summary>
    /// The value as every store gives it back: booleans and integers as integers (0 and 1), both floats as a double. Two stores
    /// hold the same when these are equal.
    /// </summary>
    public SeriesValue Stored => Kind switch
    {
        SeriesValueKind.Boolean or SeriesValueKind.Unsigned => Of((long)_bits),
        SeriesValueKind.Single => Of(DecimalNumber.Widen(AsSingle)),
        _ => this,
    };

    public override string ToString() => Kind switch
    {
        SeriesValueKind.Null => "null",
        SeriesValueKind.Boolean => AsBoolean ? "true" : "false",
        SeriesValueKind.Integer => AsInteger.ToString(CultureInfo.InvariantCulture),
        SeriesValueKind.Unsigned => AsUnsigned.ToString(CultureInfo.InvariantCulture),
        SeriesValueKind.Single => AsSingle.ToString(CultureInfo.InvariantCulture),
        SeriesValueKind.Double => AsDouble.ToString(CultureInfo.InvariantCulture),
        _ => $"\"{_text}\"",
    };
}
