using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Outbox;

/// <summary>The names of the metrics that carry the outbox contract between gateway and cloud, and their types.</summary>
public static class OutboxMetrics
{
    /// <summary>Random and never 0; a new or wiped outbox has a new one. In every birth and batch, and in the watermark command.</summary>
    public const string Epoch = "Outbox/Epoch";

    /// <summary>A batch's number, from 1 without holes; in a birth the highest that was given out (0: none yet).</summary>
    public const string Sequence = "Outbox/Sequence";

    /// <summary>In the node's birth: the oldest number that the gateway still holds.</summary>
    public const string First = "Outbox/First";

    /// <summary>In the node's birth: the chain's link (<see cref="OutboxChain"/>) that <see cref="First"/> follows; null when it is not known.</summary>
    public const string BaseChain = "Outbox/BaseChain";

    /// <summary>The watermark: the cloud has every batch up to this number on its disk. Written by command.</summary>
    public const string Committed = "Outbox/Committed";

    /// <summary>
    /// The chain's link at <see cref="Committed"/>, 32 bytes, null where it is not known. Written by command with the watermark: a gateway
    /// whose own link at that number is another holds another log than the cloud and takes nothing for committed.
    /// </summary>
    public const string CommittedChain = "Outbox/CommittedChain";

    /// <summary>In the node's birth: the epoch that this one replaced because the log was not the cloud's; null when there was none.</summary>
    public const string PreviousEpoch = "Outbox/PreviousEpoch";

    /// <summary>In the node's birth: up to here <see cref="PreviousEpoch"/> was left as it was; what stood behind it begins this epoch.</summary>
    public const string PreviousSequence = "Outbox/PreviousSequence";

    /// <summary>What is left of a batch that gave way to the disk budget: <see cref="Outbox.Tombstone"/> as JSON.</summary>
    public const string Tombstone = "Outbox/Tombstone";

    /// <summary>What every node's birth has.</summary>
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
    ];

    /// <summary>What every zone's birth has.</summary>
    public static IReadOnlyList<(string Name, SparkplugDataType DataType)> OfZone { get; } =
        [(Epoch, SparkplugDataType.UInt64), (Sequence, SparkplugDataType.UInt64), (Tombstone, SparkplugDataType.String)];

    /// <summary>Whether a metric belongs to the contract and not to a point.</summary>
    public static bool Has(string name) => OfNode.Any(metric => metric.Name == name);
}
