namespace OpcSpaces.Edge.Outbox;

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

    /// <summary>The cloud has numbers that this outbox never gave out: the outbox is an old copy and needs a new epoch.</summary>
    AboveLast,
}
