namespace OpcSpaces.Ingest.Status;

/// <summary>What ingest counts. Nothing is dropped without one of these.</summary>
public enum IngestEvent
{
    /// <summary>Batches journaled.</summary>
    Batch,

    /// <summary>Batches that were journaled already: acknowledged again and not stored.</summary>
    Duplicate,

    /// <summary>Batches behind a missing one: not stored; the gateway goes back.</summary>
    Hole,

    /// <summary>Batches of an epoch that no birth has declared: not stored.</summary>
    Undeclared,

    /// <summary>Gaps journaled: rows that their gateway no longer holds.</summary>
    Gap,

    /// <summary>The rows in these gaps.</summary>
    GapRow,

    /// <summary>Epochs that began because a gateway found its outbox to be another than the journal's: an old copy, or one of two copies.</summary>
    NewEpoch,

    /// <summary>Messages of edge nodes without an outbox, journaled at most once.</summary>
    Foreign,

    /// <summary>Batches that break off in the middle and were journaled because their number could be read.</summary>
    DamagedBatch,

    /// <summary>Births journaled.</summary>
    Birth,

    /// <summary>Deaths journaled.</summary>
    Death,

    /// <summary>Times at which nothing was known of any gateway: starts, and losses of the broker.</summary>
    HostStart,

    /// <summary>Messages that cannot be read or taken: set aside as dead letters.</summary>
    Rejected,

    /// <summary>Topics that are none of Sparkplug's.</summary>
    BadTopic,

    /// <summary>Messages that could not even be set aside: too many at once, or the dead-letter store failed.</summary>
    DeadLetterLost,

    /// <summary>Births asked for.</summary>
    RebirthRequest,

    /// <summary>Watermarks sent.</summary>
    Watermark,

    /// <summary>Journal transactions.</summary>
    Commit,

    /// <summary>Journal transactions that failed: nothing of them was acknowledged.</summary>
    CommitFailure,
}
