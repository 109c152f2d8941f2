using System.Buffers;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Outbox;

/// <summary>The watermark from the cloud to a gateway: one NCMD with <c>Outbox/Epoch</c>, <c>Outbox/Committed</c> and, where both know it, <c>Outbox/CommittedChain</c>.</summary>
/// <param name="Epoch">The outbox's epoch; the gateway ignores a command with another one.</param>
/// <param name="Committed">Every batch up to this sequence is on the cloud's disk; 0 when none is.</param>
/// <param name="Chain">The chain link at <paramref name="Committed"/> in the cloud's journal; null when the cloud does not know it.</param>
public readonly record struct CommittedCommand(ulong Epoch, ulong Committed, ChainLink? Chain = null)
{
    /// <summary>Writes the NCMD's payload, without seq. A metric is named by its alias where the birth gave one, and by its name otherwise.</summary>
    public void Encode(
        IBufferWriter<byte> to, long timestampMs, ulong? epochAlias = null, ulong? committedAlias = null, ulong? chainAlias = null)
    {
        var payload = new SparkplugPayload { Timestamp = (ulong)timestampMs };
        payload.Metrics.Add(Metric(OutboxMetrics.Epoch, epochAlias, SparkplugValue.FromUInt64(Epoch), timestampMs));
        payload.Metrics.Add(Metric(OutboxMetrics.Committed, committedAlias, SparkplugValue.FromUInt64(Committed), timestampMs));
        if (Chain is { } chain)
            payload.Metrics.Add(Metric(OutboxMetrics.CommittedChain, chainAlias, SparkplugValue.FromBytes(chain.ToArray()), timestampMs));
        SparkplugCodec.Encode(payload, to);
    }

    /// <summary>
    /// Reads an NCMD's payload; false when one of the two numbers is missing or the link has a wrong length. Metrics may be named by name, and
    /// by alias where aliases are given.
    /// </summary>
    public static bool TryDecode(
        ReadOnlySpan<byte> payload, out CommittedCommand command, ulong? epochAlias = null, ulong? committedAlias = null, ulong? chainAlias = null)
    {
        ulong? epoch = null, committed = null;
        ChainLink? chain = null;
        var isValid = true;
        var reader = new PayloadReader(payload);
        while (reader.TryReadNext(out var metric))
        {
            if (metric.IsNull || metric.Error is not null)
                continue;
            if (Is(metric, "Outbox/Epoch"u8, epochAlias) && metric.TryGetUInt64(out var value))
                epoch = value;
            else if (Is(metric, "Outbox/Committed"u8, committedAlias) && metric.TryGetUInt64(out value))
                committed = value;
            else if (Is(metric, "Outbox/CommittedChain"u8, chainAlias))
                isValid &= (chain = ChainLink.From(metric.Bytes)) is not null;
        }
        command = new CommittedCommand(epoch ?? 0, committed ?? 0, chain);
        return reader.Error is null && isValid && epoch is not null and not 0 && committed is not null;
    }

    private static bool Is(in MetricView metric, ReadOnlySpan<byte> name, ulong? alias) =>
        metric.Name.SequenceEqual(name) || (metric.Name.IsEmpty && metric.HasAlias && metric.Alias == alias);

    private static SparkplugMetric Metric(string name, ulong? alias, SparkplugValue value, long timestampMs) => new()
    {
        Name = alias is null ? name : null,
        Alias = alias,
        Timestamp = (ulong)timestampMs,
        Value = value,
    };
}
