namespace OpcSpaces.Edge.Outbox.Log;

/// <summary>What a watermark from the cloud meant for the outbox.</summary>
public enum WatermarkOutcome
{
    /// <summary>It is about another epoch.</summary>
    OtherEpoch,

    /// <summary>The cloud has more than was known.</summary>
    Advanced,

    /// <summary>Nothing new.</summary>
    Repeated,

    /// <summary>The cloud has less than it had: it was restored from a backup.</summary>
    Lowered,

    /// <summary>Not decided yet: the link to compare with has to be read from the disk (<see cref="OutboxLog.CompareOnDisk"/>).</summary>
    LinkIsOnDisk,

    /// <summary>The cloud's batch of that number is not this outbox's: one of the two senders runs on a copy, and a new epoch is needed.</summary>
    Diverged,

    /// <summary>The cloud has numbers that this outbox never gave out: the outbox is an old copy and needs a new epoch.</summary>
    AboveLast,
}
