namespace OpcSpaces.Wire.Sparkplug;

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
