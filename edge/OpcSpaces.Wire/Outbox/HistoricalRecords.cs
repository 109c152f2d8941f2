using System.Buffers;
using OpcSpaces.Wire.Sparkplug;
using OpcSpaces.Wire.Sparkplug.Protobuf;
using Of = OpcSpaces.Wire.Sparkplug.PayloadFields.OfMetric;

namespace OpcSpaces.Wire.Outbox;

/// <summary>Adds is_historical to encoded metrics and removes it again; every other byte stays as it is.</summary>
internal static class HistoricalRecords
{
    private static ReadOnlySpan<byte> Flag => [(byte)Of.IsHistorical, 1];

    /// <summary>Copies canonical content and adds is_historical to every record, at its place in the ascending order of fields.</summary>
    public static void Mark(ReadOnlySpan<byte> content, IBufferWriter<byte> to)
    {
        var reader = new WireReader(content);
        while (reader.TryReadTag(out var tag))
        {
            var record = tag == PayloadFields.Metric ? reader.ReadBytes() : default;
            if (record.IsEmpty)
            {
                reader.Fail("no record");
                break;
            }
            var length = record.Length + Flag.Length;
            var buffer = to.GetSpan(length + 1 + WireWriter.MaxVarintBytes);
            var at = WireWriter.Varint(buffer, 0, PayloadFields.Metric, (ulong)length);
            var place = PlaceOfFlag(record);
            at = WireWriter.Bytes(buffer, at, record[..place]);
            at = WireWriter.Bytes(buffer, at, Flag);
            at = WireWriter.Bytes(buffer, at, record[place..]);
            to.Advance(at);
        }
        if (reader.Error is not null)
            throw new ArgumentException("the content was not written by a ContentWriter", nameof(content));
    }

    /// <summary>Copies one record as a metric, without is_historical; a record that cannot be read is copied as it is.</summary>
    public static void CopyUnmarked(ReadOnlySpan<byte> record, IBufferWriter<byte> to)
    {
        var buffer = to.GetSpan(record.Length + 1 + WireWriter.MaxVarintBytes);
        var removed = FlagBytes(record);
        var at = WireWriter.Varint(buffer, 0, PayloadFields.Metric, (ulong)(record.Length - removed));
        if (removed == 0)
        {
            to.Advance(WireWriter.Bytes(buffer, at, record));
            return;
        }
        var reader = new WireReader(record);
        var start = 0;
        while (reader.TryReadTag(out var tag))
        {
            Pass(ref reader, tag);
            if (tag != Of.IsHistorical)
                at = WireWriter.Bytes(buffer, at, record[start..reader.Position]);
            start = reader.Position;
        }
        to.Advance(at);
    }

    // In canonical content only alias and timestamp, both varints, come before the flag (benchmark: codec, encode_historical).
    private static int PlaceOfFlag(ReadOnlySpan<byte> record)
    {
        var at = 0;
        while (at < record.Length && record[at] is (byte)Of.Alias or (byte)Of.Timestamp)
        {
            do
                at++;
            while (at < record.Length && record[at] >= 0x80);
            at++;
        }
        return Math.Min(at, record.Length);
    }

    // Also 0 when the record cannot be read.
    private static int FlagBytes(ReadOnlySpan<byte> record)
    {
        var reader = new WireReader(record);
        var (start, bytes) = (0, 0);
        while (reader.TryReadTag(out var tag))
        {
            Pass(ref reader, tag);
            if (tag == Of.IsHistorical)
                bytes += reader.Position - start;
            start = reader.Position;
        }
        return reader.Error is null ? bytes : 0;
    }

    private static void Pass(ref WireReader reader, uint tag) => reader.SkipUnknown(tag, 0);
}
