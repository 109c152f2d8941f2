using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using OpcSpaces.Wire.Sparkplug;
using OpcSpaces.Wire.Sparkplug.Protobuf;
using Of = OpcSpaces.Wire.Sparkplug.PayloadFields.OfMetric;

namespace OpcSpaces.Wire.Outbox;

/// <summary>
/// The SHA-256 that a gateway stored with a batch, from the payload that the batch became; a tombstone gives the hash of the batch that it
/// stands for. What <see cref="OutboxMessageWriter"/> wrote is hashed where it lies, anything else and what is replayed is copied into its
/// canonical form first (<see cref="CanonicalContent"/>). Belongs to one thread (benchmark: ingest).
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the process; the handle inside has a finalizer.")]
public sealed class ContentHasher
{
    // Kept between batches: making it anew for each costs as much again as hashing a small batch.
    private readonly IncrementalHash _sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _copy = new(4096);

    /// <param name="payload">The NDATA or DDATA.</param>
    /// <param name="epochAlias">The alias of <c>Outbox/Epoch</c> in the birth that holds for the payload.</param>
    /// <param name="sequenceAlias">Likewise.</param>
    /// <param name="tombstoneAlias">Likewise; null when the birth has none.</param>
    /// <param name="sha256">32 bytes for the hash.</param>
    /// <returns>False when the payload is damaged, so that nobody can say what the gateway holds.</returns>
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

    /// <summary>The link of a batch whose hash was found, behind <paramref name="previous"/>; the device of a batch of the node itself is empty.</summary>
    public ChainLink Link(ChainLink previous, ulong sequence, string device, ReadOnlySpan<byte> contentSha256) =>
        previous.Next(sequence, device, contentSha256, _sha);

    private static bool TryReadTombstone(in MetricView metric, Span<byte> sha256) =>
        metric.TryGetString(out var json) && Tombstone.TryParse(json, out var tombstone, out _)
        && Convert.FromHexString(tombstone!.ContentSha256, sha256, out _, out var written) == OperationStatus.Done
        && written == OutboxChain.HashBytes;

    // Timestamp, epoch, sequence, then nothing but metrics without is_historical up to the seq.
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

    // Alias and timestamp first, and no is_historical behind them, where a writer of ascending fields would have put it.
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
