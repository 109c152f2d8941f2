using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using OpcSpaces.Wire.Sparkplug;
using OpcSpaces.Wire.Sparkplug.Protobuf;
using Of = OpcSpaces.Wire.Sparkplug.PayloadFields.OfMetric;

namespace OpcSpaces.Wire.Outbox;

/// <summary>
/// Computes the SHA-256 that a gateway stored with a batch from the payload that was sent; for a tombstone it returns the hash of the batch
/// that it replaced. Payloads of <see cref="OutboxMessageWriter"/> are hashed in place; replayed batches and other payloads are first copied
/// into their canonical form (<see cref="CanonicalContent"/>). Belongs to one thread (benchmark: ingest).
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the process; the handle inside has a finalizer.")]
public sealed class ContentHasher
{
    // Kept between batches: creating it costs as much as hashing a small batch.
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _copy = new(4096);

    /// <param name="payload">The NDATA or DDATA.</param>
    /// <param name="epochAlias">The alias of <c>Outbox/Epoch</c> in the birth that holds for the payload.</param>
    /// <param name="sequenceAlias">The alias of <c>Outbox/Sequence</c> in that birth.</param>
    /// <param name="tombstoneAlias">The alias of <c>Outbox/Tombstone</c> in that birth; null when it has none.</param>
    /// <param name="sha256">Gets the hash; 32 bytes.</param>
    /// <returns>False when the payload is damaged, so that the gateway's content is unknown.</returns>
    public bool TryHash(ReadOnlySpan<byte> payload, ulong epochAlias, ulong sequenceAlias, ulong? tombstoneAlias, Span<byte> sha256)
    {
        if (!TryFindInPlace(payload, epochAlias, sequenceAlias, out var content))
        {
            _copy.ResetWrittenCount();
            if (!CanonicalContent.Extract(payload, epochAlias, sequenceAlias, _copy))
                return false;
            content = _copy.WrittenSpan;
        }
        var first = new PayloadReader(content);
        if (tombstoneAlias is not null && first.TryReadNext(out var metric) && metric.HasAlias && metric.Alias == tombstoneAlias)
            return TryReadTombstone(metric, sha256);
        _sha.AppendData(content);
        _sha.GetHashAndReset(sha256);
        return true;
    }

    /// <summary>The chain link of a batch after <paramref name="previous"/>; the device is empty for a batch of the node itself.</summary>
    public ChainLink Link(ChainLink previous, ulong sequence, string device, ReadOnlySpan<byte> contentSha256) =>
        previous.Next(sequence, device, contentSha256, _sha);

    private static bool TryReadTombstone(in MetricView metric, Span<byte> sha256) =>
        metric.TryGetString(out var json) && Tombstone.TryParse(json, out var tombstone, out _)
        && Convert.FromHexString(tombstone!.ContentSha256, sha256, out _, out var written) == OperationStatus.Done
        && written == OutboxChain.HashBytes;

    // Expected order: timestamp, epoch, sequence, metrics without is_historical, seq.
    private static bool TryFindInPlace(ReadOnlySpan<byte> payload, ulong epochAlias, ulong sequenceAlias, out ReadOnlySpan<byte> content)
    {
        content = default;
        var reader = new WireReader(payload);
        if (!reader.TryReadTag(out var tag) || tag != PayloadFields.Timestamp)
            return false;
        reader.ReadVarint();
        if (!IsNumberOf(ref reader, epochAlias) || !IsNumberOf(ref reader, sequenceAlias))
            return false;
        var start = reader.Position;
        var end = start;
        while (reader.TryReadTag(out tag) && tag == PayloadFields.Metric)
        {
            if (!IsCanonical(reader.ReadBytes(), epochAlias, sequenceAlias))
                return false;
            end = reader.Position;
        }
        if (reader.Error is not null || tag != PayloadFields.Sequence)
            return false;
        reader.ReadVarint();
        content = payload[start..end];
        return reader.Error is null && reader.Position == payload.Length;
    }

    private static bool IsNumberOf(ref WireReader reader, ulong alias)
    {
        if (!reader.TryReadTag(out var tag) || tag != PayloadFields.Metric)
            return false;
        var record = new WireReader(reader.ReadBytes());
        return record.TryReadTag(out tag) && tag == Of.Alias && record.ReadVarint() == alias;
    }

    // Alias and timestamp come first; is_historical would follow them, because fields are in ascending order.
    private static bool IsCanonical(ReadOnlySpan<byte> record, ulong epochAlias, ulong sequenceAlias)
    {
        var fields = new WireReader(record);
        if (!fields.TryReadTag(out var tag) || tag != Of.Alias)
            return false;
        var alias = fields.ReadVarint();
        if (alias == epochAlias || alias == sequenceAlias || !fields.TryReadTag(out tag) || tag != Of.Timestamp)
            return false;
        fields.ReadVarint();
        return !fields.TryReadTag(out tag) || tag > Of.IsHistorical;
    }
}
