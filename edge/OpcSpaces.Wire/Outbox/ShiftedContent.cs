using System.Buffers;
using OpcSpaces.Wire.Sparkplug;
using OpcSpaces.Wire.Sparkplug.Protobuf;
using Field = OpcSpaces.Wire.Sparkplug.PayloadFields.OfMetric;

namespace OpcSpaces.Wire.Outbox;

/// <summary>Moves the times of a stored batch, for readings of a clock that was not set; every other byte stays as it is.</summary>
public static class ShiftedContent
{
    /// <summary>Copies the content of a <see cref="ContentWriter"/>. Times before <paramref name="beforeMs"/> are moved by <paramref name="shiftMs"/>, but not to before 1970.</summary>
    /// <exception cref="ArgumentException">The content was not written by a ContentWriter.</exception>
    public static (byte[] Bytes, long FirstMs, long LastMs) Of(ReadOnlySpan<byte> content, long beforeMs, long shiftMs)
    {
        var to = new ArrayBufferWriter<byte>(content.Length + 64);
        var reader = new WireReader(content);
        var (first, last) = (long.MaxValue, 0L);
        while (reader.TryReadTag(out var tag))
        {
            var record = tag == PayloadFields.Metric ? reader.ReadBytes() : default;
            if (record.IsEmpty || !TryFindTime(record, out var start, out var end, out var ms)) throw NoContent();
            if (ms < beforeMs) ms = Math.Max(0, ms + shiftMs);
            (first, last) = (Math.Min(first, ms), Math.Max(last, ms));
            Write(record, start, end, ms, to);
        }

        if (reader.Error is not null || first == long.MaxValue) throw NoContent();
        return (to.WrittenSpan.ToArray(), first, last);
    }

    private static void Write(ReadOnlySpan<byte> record, int start, int end, long ms, ArrayBufferWriter<byte> to)
    {
        var length = record.Length - (end - start) + 1 + WireWriter.VarintBytes((ulong)ms);
        var buffer = to.GetSpan(length + 1 + WireWriter.MaxVarintBytes);
        var at = WireWriter.Varint(buffer, 0, PayloadFields.Metric, (ulong)length);
        at = WireWriter.Bytes(buffer, at, record[..start]);
        at = WireWriter.Varint(buffer, at, Field.Timestamp, (ulong)ms);
        to.Advance(WireWriter.Bytes(buffer, at, record[end..]));
    }

    // Where the field with the time begins and ends.
    private static bool TryFindTime(ReadOnlySpan<byte> record, out int start, out int end, out long ms)
    {
        var reader = new WireReader(record);
        (start, end, ms) = (0, 0, 0);
        while (reader.TryReadTag(out var tag))
        {
            if (tag == Field.Timestamp)
            {
                ms = (long)reader.ReadVarint();
                end = reader.Position;
                return reader.Error is null;
            }

            reader.SkipUnknown(tag, 0);
            start = reader.Position;
        }

        return false;
    }

    private static ArgumentException NoContent() => new("the content was not written by a ContentWriter", "content");
}
