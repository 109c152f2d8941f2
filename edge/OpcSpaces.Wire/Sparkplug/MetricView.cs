using OpcSpaces.Points;
using System.Text;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>
/// One metric as <see cref="PayloadReader"/> sees it: no strings and no objects; its spans point into the payload. A metric
/// that cannot be read has <see cref="Error"/> set and only <see cref="Record"/> is good then; the metrics after it still are.
/// </summary>
public ref struct MetricView
{
    /// <summary>0 when there is none; see <see cref="HasAlias"/>.</summary>
    public ulong Alias { get; internal set; }

    public bool HasAlias { get; internal set; }

    public bool HasTimestamp { get; internal set; }

    public bool IsHistorical { get; internal set; }

    public bool IsTransient { get; internal set; }

    public bool IsNull { get; internal set; }

    public SparkplugValueKind Kind { get; internal set; }

    /// <summary>Quality by the property of that name, else <see cref="QualityCode.Good"/>.</summary>
    public int Quality { get; internal set; }

    /// <summary><see cref="SparkplugDataType.Unknown"/> in data messages that leave it to the birth.</summary>
    public SparkplugDataType DataType { get; internal set; }

    /// <summary>In ms since 1970 UTC, as it came: a peer may send any 64 bits. 0 when there is none.</summary>
    public long TimestampMs { get; internal set; }

    /// <summary>Integer, IEEE 754 or 0/1 bits, zero-extended, as in <see cref="SparkplugValue.Bits"/>.</summary>
    public ulong Bits { get; internal set; }

    /// <summary>UTF-8, not checked; empty when there is none.</summary>
    public ReadOnlySpan<byte> Name { get; internal set; }

    /// <summary>The content of a string, of bytes, or of an encoded DataSet, Template or extension, which is not looked into.</summary>
    public ReadOnlySpan<byte> Bytes { get; internal set; }

    /// <summary>The metric's encoded message, without tag and length.</summary>
    public ReadOnlySpan<byte> Record { get; internal set; }

    /// <summary>Why this metric cannot be read, or null.</summary>
    public string? Error { get; internal set; }

    /// <summary>As <see cref="SparkplugValue.TryGetInt64"/>, under the data type that the birth declared.</summary>
    public readonly bool TryGetInt64(SparkplugDataType type, out long value) => SparkplugNumber.TryGetInt64(Kind, Bits, type, out value);

    /// <summary>As <see cref="SparkplugValue.TryGetDouble"/>, under the data type that the birth declared.</summary>
    public readonly bool TryGetDouble(SparkplugDataType type, out double value) => SparkplugNumber.TryGetDouble(Kind, Bits, type, out value);

    public readonly bool TryGetUInt64(out ulong value)
    {
        value = Bits;
        return Kind is SparkplugValueKind.Int or SparkplugValueKind.Long;
    }

    public readonly bool TryGetBoolean(out bool value)
    {
        value = Bits != 0;
        return Kind == SparkplugValueKind.Boolean;
    }

    /// <summary>The string's value, allocated; what is not UTF-8 becomes U+FFFD.</summary>
    public readonly bool TryGetString(out string value)
    {
        value = Kind == SparkplugValueKind.String ? Encoding.UTF8.GetString(Bytes) : "";
        return Kind == SparkplugValueKind.String;
    }
}
