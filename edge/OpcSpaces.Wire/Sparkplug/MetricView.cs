using System.Text;
using OpcSpaces.Points;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>
/// One metric as <see cref="PayloadReader"/> returns it, without strings and objects; its spans point into the payload. When a metric
/// cannot be read, <see cref="Error"/> is set and only <see cref="Record"/> is valid; the metrics after it can still be read.
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

    /// <summary>The property <c>Quality</c>, or <see cref="QualityCode.Good"/> without one.</summary>
    public int Quality { get; internal set; }

    /// <summary><see cref="SparkplugDataType.Unknown"/> when the message has none, as in most data messages.</summary>
    public SparkplugDataType DataType { get; internal set; }

    /// <summary>In ms since 1970 UTC, unchecked: a peer may send any 64 bits. 0 when there is none.</summary>
    public long TimestampMs { get; internal set; }

    /// <summary>Integer, IEEE 754 or 0/1 bits, zero-extended, as in <see cref="SparkplugValue.Bits"/>.</summary>
    public ulong Bits { get; internal set; }

    /// <summary>Unchecked UTF-8; empty when there is none.</summary>
    public ReadOnlySpan<byte> Name { get; internal set; }

    /// <summary>The content of a string, of bytes, or of an encoded DataSet, Template or extension, which is not read.</summary>
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

    /// <summary>The string's value, allocated; invalid UTF-8 becomes U+FFFD.</summary>
    public readonly bool TryGetString(out string value)
    {
        value = Kind == SparkplugValueKind.String ? Encoding.UTF8.GetString(Bytes) : "";
        return Kind == SparkplugValueKind.String;
    }
}
