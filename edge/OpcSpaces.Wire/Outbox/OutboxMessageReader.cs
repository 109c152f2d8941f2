using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Outbox;

/// <summary>Finds a batch's epoch and sequence in an NDATA or DDATA; they alone decide whether it is journaled.</summary>
public static class OutboxMessageReader
{
    /// <summary>
    /// False when one of the two is missing, null or 0, or cannot be reached because the payload is broken before it. Reads no further than
    /// both numbers; <see cref="OutboxMessageWriter"/> writes them first.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, ulong epochAlias, ulong sequenceAlias, out ulong epoch, out ulong sequence)
    {
        epoch = 0;
        sequence = 0;
        var reader = new PayloadReader(payload);
        while ((epoch == 0 || sequence == 0) && reader.TryReadNext(out var metric))
        {
            if (!metric.HasAlias || metric.IsNull || metric.Error is not null || !metric.TryGetUInt64(out var value))
                continue;
            if (metric.Alias == epochAlias)
                epoch = value;
            else if (metric.Alias == sequenceAlias)
                sequence = value;
        }
        return epoch != 0 && sequence != 0;
    }
}
