namespace OpcSpaces.Edge.Outbox.Log;

/// <summary>What a watermark from the cloud meant for the outbox.</summary>
public enum WatermarkOutcome
{
    /// <summary>It speaks of another epoch.</summary>
    OtherEpoch,

    /// <summary>The cloud has more than was known.</summary>
    Advanced,

    /// <summary>Nothing new.</summary>
    Repeated,

    /// <summary>The cloud has less than it had: it was restored.</summary>
    Lowered,

    /// <summary>Nothing yet: the link to compare with lies on the disk (<see cref="OutboxLog.CompareOnDisk"/>).</summary>
    NotAtHand,

    /// <summary>The cloud's batch of that number is another than ours: this outbox or the cloud's sender of it is a copy, and a new epoch is needed.</summary>
    Diverged,

    /// <summary>The cloud has numbers that this outbox never gave out: the outbox is an old copy and needs a new epoch.</summary>
    AboveLast,
}
