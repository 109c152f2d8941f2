using System.Buffers;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Outbox;

/// <summary>Restores the content that the gateway hashed and stored from the payload that was sent.</summary>
public static class CanonicalContent
{
    /// <summary>
    /// Copies the payload's metric records without <c>Outbox/Epoch</c>, <c>Outbox/Sequence</c> and is_historical; every other byte of a
    /// record stays. False when the payload's framing is broken; the records before the break have been copied then.
    /// </summary>
    public static bool Extract(ReadOnlySpan<byte> payload, ulong epochAlias, ulong sequenceAlias, IBufferWriter<byte> to)
    {
        var reader = new PayloadReader(payload);
        while (reader.TryReadNext(out var metric))
        {
            if (metric.HasAlias && (metric.Alias == epochAlias || metric.Alias == sequenceAlias))
                continue;
            HistoricalRecords.CopyUnmarked(metric.Record, to);
        }
        return reader.Error is null;
    }
}
