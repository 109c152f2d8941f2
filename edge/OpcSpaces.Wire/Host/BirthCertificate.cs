using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Host;

/// <summary>
/// The content of an NBIRTH or a DBIRTH: every metric with its alias, and the state of the outbox. Immutable, and readable again from the
/// payload alone: the stored payload is enough to get the alias map back.
/// </summary>
public sealed class BirthCertificate
{
    private readonly MetricIndex _index;

    private BirthCertificate(long? timestampMs, IReadOnlyList<BirthMetric> metrics, int dropped)
    {
        (TimestampMs, Metrics, DroppedMetrics) = (timestampMs, metrics, dropped);
        _index = new MetricIndex(metrics);
        EpochAlias = AliasOf(OutboxMetrics.Epoch);
        SequenceAlias = AliasOf(OutboxMetrics.Sequence);
        CommittedAlias = AliasOf(OutboxMetrics.Committed);
        CommittedChainAlias = AliasOf(OutboxMetrics.CommittedChain);
        TombstoneAlias = AliasOf(OutboxMetrics.Tombstone);
        Epoch = CounterOf(OutboxMetrics.Epoch);
        LastSequence = CounterOf(OutboxMetrics.Sequence);
        First = CounterOf(OutboxMetrics.First);
        Committed = CounterOf(OutboxMetrics.Committed);
        BaseChain = LinkOf(OutboxMetrics.BaseChain);
        CommittedChain = LinkOf(OutboxMetrics.CommittedChain);
        PreviousEpoch = CounterOf(OutboxMetrics.PreviousEpoch);
        PreviousSequence = CounterOf(OutboxMetrics.PreviousSequence);
        BirthSequence = CounterOf(SessionMetrics.BirthSequence);
    }

    public long? TimestampMs { get; }

    public IReadOnlyList<BirthMetric> Metrics { get; }

    /// <summary>How many metrics were left out because they had no name, or one that is not UTF-8.</summary>
    public int DroppedMetrics { get; }

    /// <summary>bdSeq of an NBIRTH.</summary>
    public ulong? BirthSequence { get; }

    public ulong? Epoch { get; }

    /// <summary>The newest sequence in the outbox at the birth.</summary>
    public ulong? LastSequence { get; }

    /// <summary>The first sequence that the outbox still holds (node births only).</summary>
    public ulong? First { get; }

    /// <summary>The last sequence that the gateway knows to be committed (node births only).</summary>
    public ulong? Committed { get; }

    /// <summary>The chain link before <see cref="First"/> (node births only).</summary>
    public ChainLink? BaseChain { get; }

    /// <summary>The chain link at <see cref="Committed"/> (node births only).</summary>
    public ChainLink? CommittedChain { get; }

    /// <summary>The epoch that this one replaced because the gateway's log differed from the cloud's (node births only).</summary>
    public ulong? PreviousEpoch { get; }

    /// <summary>The last sequence that stayed in the previous epoch (node births only).</summary>
    public ulong? PreviousSequence { get; }

    public ulong? EpochAlias { get; }

    public ulong? SequenceAlias { get; }

    public ulong? CommittedAlias { get; }

    /// <summary>Null for a gateway that does not compare chain links.</summary>
    public ulong? CommittedChainAlias { get; }

    public ulong? TombstoneAlias { get; }

    /// <summary>Whether batches under this birth carry an epoch and a sequence; false for other makers' edge nodes.</summary>
    public bool HasOutbox => EpochAlias is not null && SequenceAlias is not null && Epoch is not null;

    /// <summary>
    /// The metric that a data message's metric belongs to: by name where the message has one, else by alias. Null when this birth does not
    /// have it, and for an alias that several of its metrics share. Allocates nothing.
    /// </summary>
    public BirthMetric? Find(in MetricView datum) =>
        datum.HasAlias && datum.Name.IsEmpty ? FindAlias(datum.Alias) : _index.Find(datum.Name);

    /// <summary>Null also when several metrics share the alias: it is void then.</summary>
    public BirthMetric? FindAlias(ulong alias) => _index.Find(alias);

    /// <summary>The metrics that share an alias with another one; empty for an alias that is not ambiguous.</summary>
    public IReadOnlyList<BirthMetric> Sharing(ulong alias) => _index.Sharing(alias);

    public BirthMetric? FindName(string name) => _index.Find(System.Text.Encoding.UTF8.GetBytes(name));

    /// <summary>Reads a birth; false with the reason when the payload is not one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> payload, out BirthCertificate? certificate, out string? error)
    {
        certificate = null;
        if (!SparkplugCodec.TryDecode(payload, out var decoded, out error)) return false;
        certificate = From(decoded!);
        return true;
    }

    internal static BirthCertificate From(SparkplugPayload payload)
    {
        var metrics = new List<BirthMetric>(payload.Metrics.Count);
        var dropped = 0;
        foreach (var metric in payload.Metrics)
        {
            if (!IsName(metric.Name))
            {
                dropped++;
                continue;
            }

            metrics.Add(new BirthMetric(
                metrics.Count, metric.Name, metric.Alias, metric.DataType, metric.IsNull, metric.Value, (long?)metric.Timestamp, metric.Quality,
                metric.IsHistorical));
        }

        return new BirthCertificate((long?)payload.Timestamp, metrics, dropped);
    }

    // Bytes that are not UTF-8 were read as U+FFFD. Two names may differ in those bytes alone, so such a name names nothing.
    internal static bool IsName([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? name) => name is not null && !name.Contains('\uFFFD');

    private ulong? AliasOf(string name) => FindName(name) is { Alias: { } alias } && FindAlias(alias) is not null ? alias : null;

    private ulong? CounterOf(string name) =>
        FindName(name) is { IsNull: false } metric && metric.Value.TryGetUInt64(out var value) ? value : null;

    private ChainLink? LinkOf(string name) =>
        FindName(name) is { IsNull: false } metric && metric.Value.TryGetBytes(out var bytes) ? ChainLink.From(bytes) : null;
}

/// <summary>One metric as its birth declared it, with its value at that time. The timestamp is null when the peer sent none.</summary>
public sealed record BirthMetric(
    int Index, string Name, ulong? Alias, SparkplugDataType DataType, bool IsNull, SparkplugValue Value, long? TimestampMs, int Quality,
    bool IsHistorical = false);
