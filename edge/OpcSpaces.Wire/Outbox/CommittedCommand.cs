using System.Buffers;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Outbox;

/// <summary>The watermark on its way back: one NCMD that writes <c>Outbox/Epoch</c> and <c>Outbox/Committed</c> together.</summary>
/// <param name="Epoch">The outbox that is meant; the gateway ignores another one.</param>
/// <param name="Committed">Every batch up to this number is on the cloud's disk; 0 when none is.</param>
public readonly record struct CommittedCommand(ulong Epoch, ulong Committed)
{
    /// <summary>Writes the NCMD's payload: by alias where the birth gave one (a metric with an alias is named by nothing else), by name elsewhere; no seq.</summary>
    public void Encode(IBufferWriter<byte> to, long timestampMs, ulong? epochAlias = null, ulong? committedAlias = null)
    {
        var payload = new SparkplugPayload { Timestamp = (ulong)timestampMs };
        payload.Metrics.Add(Metric(OutboxMetrics.Epoch, epochAlias, Epoch, timestampMs));
        payload.Metrics.Add(Metric(OutboxMetrics.Committed, committedAlias, Committed, timestampMs));
        SparkplugCodec.Encode(payload, to);
    }

    /// <summary>Reads an NCMD's payload; false when it does not write both metrics. Names are understood always, aliases where they are given.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> payload, out CommittedCommand command, ulong? epochAlias = null, ulong? committedAlias = null)
    {
        ulong? epoch = null, committed = null;
        var reader = new PayloadReader(payload);
        while (reader.TryReadNext(out var metric))
        {
            if (metric.IsNull || metric.Error is not null || !metric.TryGetUInt64(out var value))
                continue;
            if (Means(metric, "Outbox/Epoch"u8, epochAlias))
                epoch = value;
            else if (Means(metric, "Outbox/Committed"u8, committedAlias))
                committed = value;
        }
        command = new CommittedCommand(epoch ?? 0, committed ?? 0);
        return reader.Error is null && epoch is not null and not 0 && committed is not null;
    }

    private static bool Means(in MetricView metric, ReadOnlySpan<byte> name, ulong? alias) =>
        metric.Name.SequenceEqual(name) || (metric.Name.IsEmpty && metric.HasAlias && metric.Alias == alias);

    private static SparkplugMetric Metric(string name, ulong? alias, ulong value, long timestampMs) => new()
    {
        Name = alias is null ? name : null,
        Alias = alias,
        Timestamp = (ulong)timestampMs,
        Value = SparkplugValue.FromUInt64(value),
    };
}
