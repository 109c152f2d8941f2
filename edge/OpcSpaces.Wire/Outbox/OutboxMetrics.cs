namespace OpcSpaces.Wire.Outbox;

/// <summary>The names of the metrics that carry the outbox contract between gateway and cloud; all of them UInt64, but for the tombstone's String.</summary>
public static class OutboxMetrics
{
    /// <summary>Random and never 0; a new or wiped outbox has a new one. In every birth and batch, and in the watermark command.</summary>
    public const string Epoch = "Outbox/Epoch";

    /// <summary>A batch's number, from 1 without holes; in a birth the highest that was given out (0: none yet).</summary>
    public const string Sequence = "Outbox/Sequence";

    /// <summary>In the node's birth: the oldest number that the gateway still holds.</summary>
    public const string First = "Outbox/First";

    /// <summary>The watermark: the cloud has every batch up to this number on its disk. Written by command.</summary>
    public const string Committed = "Outbox/Committed";

    /// <summary>What is left of a batch that gave way to the disk budget: <see cref="Outbox.Tombstone"/> as JSON.</summary>
    public const string Tombstone = "Outbox/Tombstone";
}
