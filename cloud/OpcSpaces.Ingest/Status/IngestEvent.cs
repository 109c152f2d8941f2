namespace OpcSpaces.Ingest.Status;

/// <summary>What ingest counts. Nothing is dropped without one of these.</summary>
public enum IngestEvent
{
    /// <summary>Batches journaled.</summary>
    Batch,

    /// <summary>Batches that were journaled already: acknowledged again and not stored.</summary>
    Duplicate,

    /// <summary>Batches after a missing one: not stored; the gateway goes back.</summary>
    Hole,

    /// <summary>Batches of an epoch that no birth has declared: not stored.</summary>
    Undeclared,

    /// <summary>Gaps journaled, for rows that their gateway no longer holds.</summary>
    Gap,

    /// <summary>The rows in these gaps.</summary>
    GapRow,

    /// <summary>Epochs that began because a gateway's outbox differed from the journal: it is an old copy, or one of two copies.</summary>
    NewEpoch,

    /// <summary>Messages of edge nodes without an outbox, journaled at most once.</summary>
    Foreign,

    /// <summary>Compressed payloads, which were decompressed before anything read them.</summary>
    Decompressed,

    /// <summary>Damaged batches that were journaled because their sequence could be read.</summary>
    DamagedBatch,

    /// <summary>Births journaled.</summary>
    Birth,

    /// <summary>Deaths journaled.</summary>
    Death,

    /// <summary>Moments after which nothing was known of any gateway: starts, and losses of the broker.</summary>
    HostStart,

    /// <summary>Messages that cannot be read or taken: set aside as dead letters.</summary>
    Rejected,

    /// <summary>Messages whose topic is not a Sparkplug topic.</summary>
    BadTopic,

    /// <summary>Messages that could not even be set aside: too many at once, or the dead-letter store failed.</summary>
    DeadLetterLost,

    /// <summary>Requests for births.</summary>
    RebirthRequest,

    /// <summary>Watermarks sent.</summary>
    Watermark,

    /// <summary>Journal transactions.</summary>
    Commit,

    /// <summary>Journal transactions that failed. Nothing of them was acknowledged.</summary>
    CommitFailure,
}
