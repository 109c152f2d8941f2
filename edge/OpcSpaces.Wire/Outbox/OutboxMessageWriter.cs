using System.Buffers;
using OpcSpaces.Wire.Sparkplug;
using OpcSpaces.Wire.Sparkplug.Protobuf;
using Of = OpcSpaces.Wire.Sparkplug.PayloadFields.OfMetric;

namespace OpcSpaces.Wire.Outbox;

/// <summary>
/// Wraps a stored batch into the payload of an NDATA or DDATA: payload time, <c>Outbox/Epoch</c>, <c>Outbox/Sequence</c>, the
/// content's records, and Sparkplug's seq. Replayed batches get is_historical in every reading. Allocates nothing.
/// </summary>
public static class OutboxMessageWriter
{
    private const int MaxEnvelopeBytes = 11 + 2 * (2 + 3 * 11) + 3;

    /// <param name="to">Gets the payload.</param>
    /// <param name="payloadTimestampMs">When it is sent, in ms since 1970 UTC.</param>
    /// <param name="seq">The edge node's session counter.</param>
    /// <param name="epochAlias">This zone's (or the node's) alias of <c>Outbox/Epoch</c>.</param>
    /// <param name="epoch">The outbox's epoch.</param>
    /// <param name="sequenceAlias">The alias of <c>Outbox/Sequence</c>.</param>
    /// <param name="sequence">The batch's number.</param>
    /// <param name="content">Written by a <see cref="ContentWriter"/>.</param>
    /// <param name="historical">True when the batch is older than the session's births.</param>
    /// <exception cref="ArgumentException">The content was not written by a ContentWriter.</exception>
    public static void Write(
        IBufferWriter<byte> to, long payloadTimestampMs, byte seq, ulong epochAlias, ulong epoch, ulong sequenceAlias,
        ulong sequence, ReadOnlySpan<byte> content, bool historical)
    {
        // Non-historical values must be in the order of their time, so epoch and sequence, which come first, get the first reading's time.
        var envelopeMs = (ulong)FirstTimestamp(content, payloadTimestampMs);
        var buffer = to.GetSpan(MaxEnvelopeBytes);
        var at = WireWriter.Varint(buffer, 0, PayloadFields.Timestamp, (ulong)payloadTimestampMs);
        at = WriteNumber(buffer, at, epochAlias, envelopeMs, epoch);
        at = WriteNumber(buffer, at, sequenceAlias, envelopeMs, sequence);
        to.Advance(at);

        if (historical)
            HistoricalRecords.Mark(content, to);
        else
            to.Write(content);

        buffer = to.GetSpan(3);
        to.Advance(WireWriter.Varint(buffer, 0, PayloadFields.Sequence, seq));
    }

    private static long FirstTimestamp(ReadOnlySpan<byte> content, long otherwise)
    {
        var reader = new PayloadReader(content);
        return reader.TryReadNext(out var metric) && metric.HasTimestamp ? metric.TimestampMs : otherwise;
    }

    private static int WriteNumber(Span<byte> to, int at, ulong alias, ulong timestampMs, ulong value)
    {
        var length = 3 + WireWriter.VarintBytes(alias) + WireWriter.VarintBytes(timestampMs) + WireWriter.VarintBytes(value);
        at = WireWriter.Varint(to, at, PayloadFields.Metric, (ulong)length);
        at = WireWriter.Varint(to, at, Of.Alias, alias);
        at = WireWriter.Varint(to, at, Of.Timestamp, timestampMs);
        return WireWriter.Varint(to, at, Of.Long, value);
    }
}
