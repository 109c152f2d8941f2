using System.Text;
using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;
using OpcSpaces.Wire.Sparkplug.Protobuf;
using Of = OpcSpaces.Wire.Sparkplug.PayloadFields.OfMetric;

namespace OpcSpaces.Wire.Outbox;

/// <summary>
/// Writes a batch's content: its readings as metric records of a Sparkplug payload in one canonical form (fields in ascending order:
/// alias, timestamp, is_null, the property Quality when it is not good, value; shortest varints), without any session field. The
/// same bytes are hashed, stored and sent. Reusable after <see cref="Clear"/>; belongs to one thread.
/// </summary>
public sealed class ContentWriter
{
    // Tag and length, alias, timestamp, is_null, quality and the value's tag and length; a string's bytes are added.
    private const int MaxFixedBytes = 6 + 11 + 11 + 2 + 32 + 12;
    private byte[] _buffer = new byte[1024];

    /// <summary>How many readings there are.</summary>
    public int Count { get; private set; }

    public int LengthBytes { get; private set; }

    /// <summary>The content so far; valid until the next <see cref="Append"/> or <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, LengthBytes);

    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, LengthBytes);

    /// <summary>The earliest and the latest time of a reading, in ms since 1970 UTC; 0 when there is none.</summary>
    public long FirstTimestampMs { get; private set; }

    public long LastTimestampMs { get; private set; }

    public void Clear()
    {
        Count = 0;
        LengthBytes = 0;
        FirstTimestampMs = 0;
        LastTimestampMs = 0;
    }

    /// <param name="alias">The metric's alias, stable across sessions.</param>
    /// <param name="type">The metric's data type. It decides in which field an integer is sent.</param>
    /// <param name="reading">Its time must not be before 1970.</param>
    public void Append(ulong alias, SparkplugDataType type, in Reading reading)
    {
        var (timestampMs, value, quality) = reading;
        ArgumentOutOfRangeException.ThrowIfNegative(timestampMs);
        var textBytes = value.Kind == PointValueKind.Text ? Encoding.UTF8.GetByteCount(value.AsText) : 0;
        var to = Reserve(MaxFixedBytes + textBytes);

        // A record without a string is shorter than 128 bytes, so its length takes one byte; only a string can make it longer.
        var lengthAt = 1;
        var start = textBytes < 32 ? 2 : 1 + WireWriter.VarintBytes(RecordBytes(alias, timestampMs, quality, textBytes));
        var at = WireWriter.Varint(to, start, Of.Alias, alias);
        at = WireWriter.Varint(to, at, Of.Timestamp, (ulong)timestampMs);
        if (value.IsNull)
            at = WireWriter.Varint(to, at, Of.IsNull, 1);
        if (quality != QualityCode.Good)
            at = WriteQuality(to, at, quality);
        at = WriteValue(to, at, type, value, textBytes);

        to[0] = (byte)PayloadFields.Metric;
        WireWriter.Varint(to, lengthAt, (ulong)(at - start));
        Advance(at, timestampMs);
    }

    private Span<byte> Reserve(int bytes)
    {
        if (_buffer.Length - LengthBytes < bytes)
            Array.Resize(ref _buffer, Math.Max(2 * _buffer.Length, LengthBytes + bytes));
        return _buffer.AsSpan(LengthBytes);
    }

    private void Advance(int bytes, long timestampMs)
    {
        FirstTimestampMs = Count == 0 ? timestampMs : Math.Min(FirstTimestampMs, timestampMs);
        LastTimestampMs = Math.Max(LastTimestampMs, timestampMs);
        LengthBytes += bytes;
        Count++;
    }

    private static ulong RecordBytes(ulong alias, long timestampMs, int quality, int textBytes) =>
        (ulong)(1 + WireWriter.VarintBytes(alias) + 1 + WireWriter.VarintBytes((ulong)timestampMs)
            + (quality == QualityCode.Good ? 0 : 2 + QualitySetBytes(quality))
            + 1 + WireWriter.VarintBytes((ulong)textBytes) + textBytes);

    // { keys: "Quality", values: { type: Int32, int_value: quality } }
    private static int QualitySetBytes(int quality) => 2 + 7 + 2 + 3 + WireWriter.VarintBytes((uint)quality);

    private static int WriteQuality(Span<byte> to, int at, int quality)
    {
        at = WireWriter.Varint(to, at, Of.Properties, (ulong)QualitySetBytes(quality));
        at = WireWriter.Varint(to, at, PayloadFields.OfPropertySet.Key, 7);
        at = WireWriter.Bytes(to, at, "Quality"u8);
        at = WireWriter.Varint(to, at, PayloadFields.OfPropertySet.Value, (ulong)(3 + WireWriter.VarintBytes((uint)quality)));
        at = WireWriter.Varint(to, at, PayloadFields.OfProperty.Type, (ulong)SparkplugDataType.Int32);
        return WireWriter.Varint(to, at, (PayloadFields.OfProperty.FirstValue << 3) | WireTag.Varint, (uint)quality);
    }

    private static int WriteValue(Span<byte> to, int at, SparkplugDataType type, in PointValue value, int textBytes)
    {
        switch (value.Kind)
        {
            case PointValueKind.Null:
                return at;
            case PointValueKind.Integer or PointValueKind.Unsigned when type.IsShortInteger():
                return WireWriter.Varint(to, at, Of.Int, (uint)value.Bits);
            case PointValueKind.Integer or PointValueKind.Unsigned:
                return WireWriter.Varint(to, at, Of.Long, value.Bits);
            case PointValueKind.Boolean:
                return WireWriter.Varint(to, at, Of.Boolean, value.Bits);
            case PointValueKind.Single:
                return WireWriter.Fixed32(to, at, Of.Float, (uint)value.Bits);
            case PointValueKind.Double:
                return WireWriter.Fixed64(to, at, Of.Double, value.Bits);
            default:
                at = WireWriter.Varint(to, at, Of.String, (ulong)textBytes);
                return at + Encoding.UTF8.GetBytes(value.AsText, to[at..]);
        }
    }
}
