using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Outbox;

/// <summary>The names of the metrics that carry the outbox contract between gateway and cloud, and their types.</summary>
public static class OutboxMetrics
{
    /// <summary>The outbox's epoch: random, never 0; a new or wiped outbox has a new one. In every birth and batch, and in the watermark command.</summary>
    public const string Epoch = "Outbox/Epoch";

    /// <summary>In data: the batch's sequence, from 1 without gaps. In a birth: the newest sequence in the outbox (0: none yet).</summary>
    public const string Sequence = "Outbox/Sequence";

    /// <summary>In the node's birth: the oldest sequence that the gateway still holds.</summary>
    public const string First = "Outbox/First";

    /// <summary>In the node's birth: the chain link (<see cref="OutboxChain"/>) before <see cref="First"/>; null when it is not known.</summary>
    public const string BaseChain = "Outbox/BaseChain";

    /// <summary>The watermark: the cloud has every batch up to this sequence on disk. Written by command.</summary>
    public const string Committed = "Outbox/Committed";

    /// <summary>
    /// The chain link at <see cref="Committed"/>, 32 bytes, null where it is not known. Written by command with the watermark. A gateway
    /// whose own link at that sequence differs has another log than the cloud, and does not accept the watermark.
    /// </summary>
    public const string CommittedChain = "Outbox/CommittedChain";

    /// <summary>In the node's birth: the epoch that this one replaced because the log differed from the cloud's; null when there was none.</summary>
    public const string PreviousEpoch = "Outbox/PreviousEpoch";

    /// <summary>In the node's birth: the last sequence that stayed in <see cref="PreviousEpoch"/>; the batches after it begin this epoch.</summary>
    public const string PreviousSequence = "Outbox/PreviousSequence";

    /// <summary>Replaces a batch that was dropped to stay within the disk budget: <see cref="Outbox.Tombstone"/> as JSON.</summary>
    public const string Tombstone = "Outbox/Tombstone";

    /// <summary>In data of the node: the sums of an hour, <see cref="Outbox.Seal"/> as JSON.</summary>
    public const string Seal = "Outbox/Seal";

    /// <summary>In data of the node: what its clock shows and whether it was set, <see cref="Outbox.ClockStatement"/> as JSON.</summary>
    public const string ClockStatement = "Clock/Statement";

    /// <summary>Metrics that every node's birth has.</summary>
    public static IReadOnlyList<(string Name, SparkplugDataType DataType)> OfNode { get; } =
    [
        (Epoch, SparkplugDataType.UInt64),
        (Sequence, SparkplugDataType.UInt64),
        (First, SparkplugDataType.UInt64),
        (BaseChain, SparkplugDataType.Bytes),
        (Committed, SparkplugDataType.UInt64),
        (CommittedChain, SparkplugDataType.Bytes),
        (PreviousEpoch, SparkplugDataType.UInt64),
        (PreviousSequence, SparkplugDataType.UInt64),
        (Tombstone, SparkplugDataType.String),
        (Seal, SparkplugDataType.String),
        (ClockStatement, SparkplugDataType.String),
    ];

    /// <summary>Metrics that every zone's birth has.</summary>
    public static IReadOnlyList<(string Name, SparkplugDataType DataType)> OfZone { get; } =
        [(Epoch, SparkplugDataType.UInt64), (Sequence, SparkplugDataType.UInt64), (Tombstone, SparkplugDataType.String)];

    /// <summary>Whether a metric belongs to the contract and not to a point.</summary>
    public static bool Has(string name) => OfNode.Any(metric => metric.Name == name);
}
