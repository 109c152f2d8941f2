using OpcSpaces.Points;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>
/// A value as on the wire: its field, and its bits or object. Sign and width of an integer are given by the metric's data type, which only
/// births need to have. Values with bytes or objects are equal when they hold the same object.
/// </summary>
public readonly record struct SparkplugValue
{
    private readonly object? _reference;

    private SparkplugValue(SparkplugValueKind kind, ulong bits, object? reference = null)
    {
        Kind = kind;
        Bits = bits;
        _reference = reference;
    }

    public SparkplugValueKind Kind { get; }

    /// <summary>Integer, IEEE 754 or 0/1 bits, zero-extended; 0 for values that are not numbers.</summary>
    public ulong Bits { get; }

    /// <summary>No value field: null in a DataSet, missing elsewhere.</summary>
    public static SparkplugValue None => default;

    /// <summary>A point's value in the field that a metric's data type asks for: integers of up to 32 bits have one field, longer ones another.</summary>
    public static SparkplugValue Of(PointValue value, SparkplugDataType type) => value.Kind switch
    {
        PointValueKind.Boolean => FromBoolean(value.AsBoolean),
        PointValueKind.Integer or PointValueKind.Unsigned when type.IsShortInteger() => FromUInt32((uint)value.Bits),
        PointValueKind.Integer or PointValueKind.Unsigned => FromUInt64(value.Bits),
        PointValueKind.Single => FromFloat(value.AsSingle),
        PointValueKind.Double => FromDouble(value.AsDouble),
        PointValueKind.Text => FromString(value.AsText),
        _ => None,
    };

    public static SparkplugValue FromInt32(int value) => new(SparkplugValueKind.Int, (uint)value);

    public static SparkplugValue FromUInt32(uint value) => new(SparkplugValueKind.Int, value);

    public static SparkplugValue FromInt64(long value) => new(SparkplugValueKind.Long, (ulong)value);

    public static SparkplugValue FromUInt64(ulong value) => new(SparkplugValueKind.Long, value);

    public static SparkplugValue FromFloat(float value) => new(SparkplugValueKind.Float, BitConverter.SingleToUInt32Bits(value));

    // From its bits, because converting a signalling NaN to a float may change it.
    internal static SparkplugValue FromFloatBits(uint bits) => new(SparkplugValueKind.Float, bits);

    public static SparkplugValue FromDouble(double value) => new(SparkplugValueKind.Double, BitConverter.DoubleToUInt64Bits(value));

    public static SparkplugValue FromBoolean(bool value) => new(SparkplugValueKind.Boolean, value ? 1u : 0u);

    public static SparkplugValue FromString(string value) => new(SparkplugValueKind.String, 0, value);

    public static SparkplugValue FromBytes(byte[] value) => new(SparkplugValueKind.Bytes, 0, value);

    public static SparkplugValue FromDataSet(SparkplugDataSet value) => new(SparkplugValueKind.DataSet, 0, value);

    public static SparkplugValue FromTemplate(SparkplugTemplate value) => new(SparkplugValueKind.Template, 0, value);

    public static SparkplugValue FromExtension(byte[] value) => new(SparkplugValueKind.Extension, 0, value);

    public static SparkplugValue FromPropertySet(SparkplugPropertySet value) => new(SparkplugValueKind.PropertySet, 0, value);

    public static SparkplugValue FromPropertySets(List<SparkplugPropertySet> value) => new(SparkplugValueKind.PropertySetList, 0, value);

    /// <summary>The integer under a data type; false for other kinds, and for values out of the range of the type or of Int64.</summary>
    public bool TryGetInt64(SparkplugDataType type, out long value) => SparkplugNumber.TryGetInt64(Kind, Bits, type, out value);

    /// <summary>Any number or boolean (0, 1) as a double under a data type.</summary>
    public bool TryGetDouble(SparkplugDataType type, out double value) => SparkplugNumber.TryGetDouble(Kind, Bits, type, out value);

    /// <summary>The bits of either integer field as unsigned, whatever the data type.</summary>
    public bool TryGetUInt64(out ulong value)
    {
        value = Bits;
        return Kind is SparkplugValueKind.Int or SparkplugValueKind.Long;
    }

    public bool TryGetBoolean(out bool value)
    {
        value = Bits != 0;
        return Kind == SparkplugValueKind.Boolean;
    }

    public bool TryGetString(out string value) => TryGet(SparkplugValueKind.String, "", out value);

    public bool TryGetBytes(out byte[] value) => TryGet(SparkplugValueKind.Bytes, [], out value);

    public bool TryGetExtension(out byte[] value) => TryGet(SparkplugValueKind.Extension, [], out value);

    public bool TryGetDataSet(out SparkplugDataSet? value) => TryGet(SparkplugValueKind.DataSet, null, out value);

    public bool TryGetTemplate(out SparkplugTemplate? value) => TryGet(SparkplugValueKind.Template, null, out value);

    public bool TryGetPropertySet(out SparkplugPropertySet? value) => TryGet(SparkplugValueKind.PropertySet, null, out value);

    public bool TryGetPropertySets(out List<SparkplugPropertySet>? value) => TryGet(SparkplugValueKind.PropertySetList, null, out value);

    private bool TryGet<T>(SparkplugValueKind kind, T otherwise, out T value)
        where T : class?
    {
        value = Kind == kind && _reference is T reference ? reference : otherwise;
        return Kind == kind;
    }
}

/// <summary>Which field of the wire format carries a value; the numbers up to <see cref="Extension"/> are the metric's field numbers.</summary>
public enum SparkplugValueKind : byte
{
    /// <summary>There is no value field.</summary>
    None = 0,

    /// <summary>32 bits, for Int8 to Int32 and UInt8 to UInt32; negatives in two's complement.</summary>
    Int = 10,

    /// <summary>64 bits, for Int64, UInt64 and DateTime; negatives in two's complement.</summary>
    Long = 11,
    Float = 12,
    Double = 13,
    Boolean = 14,
    String = 15,

    /// <summary>Bytes, files and all arrays.</summary>
    Bytes = 16,
    DataSet = 17,
    Template = 18,

    /// <summary>An extension's bytes, which are kept but not interpreted.</summary>
    Extension = 19,

    /// <summary>Only as a property's value.</summary>
    PropertySet = 20,

    /// <summary>Only as a property's value.</summary>
    PropertySetList = 21,
}
