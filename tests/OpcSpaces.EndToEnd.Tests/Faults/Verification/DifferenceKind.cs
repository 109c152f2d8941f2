namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>What can be wrong between what was made and what was kept.</summary>
internal enum DifferenceKind
{
    /// <summary>The journal's own ids have a hole: an entry was there and is gone.</summary>
    EntryMissing,

    /// <summary>A sequence of a stream is not in the journal although a later one is.</summary>
    Hole,

    /// <summary>A sequence stands in the journal twice, or behind a later one.</summary>
    Duplicate,

    /// <summary>The journal declares rows as lost, or holds rows that no outbox vouches for.</summary>
    Gap,

    /// <summary>A stream of an epoch that the gateway's outbox does not have.</summary>
    OtherEpoch,

    /// <summary>A payload that cannot be read, or whose numbers are not those of its entry.</summary>
    Unreadable,

    /// <summary>The journal holds a batch that the outbox never made.</summary>
    NeverMade,

    /// <summary>The outbox made a batch that is not in the journal.</summary>
    NotJournaled,

    /// <summary>The witness was told of a batch that is not in the journal.</summary>
    WitnessedAndLost,

    /// <summary>The content is not what the outbox holds.</summary>
    ContentDiffers,

    /// <summary>The content is not what the witness was told.</summary>
    WitnessDiffers,

    /// <summary>The hash chain, recomputed from the journal, is not the outbox's.</summary>
    ChainDiffers,

    /// <summary>More batches without a witness than commits can have been in flight at the kills.</summary>
    TooManyUnwitnessed,

    /// <summary>The journal's table of committed sequences is not what its entries say.</summary>
    WatermarkDiffers,

    /// <summary>The first batches after a start do not say that what was in memory is unknown.</summary>
    NotShownAsUnknown,

    /// <summary>A reading of the journal is not in the series store.</summary>
    ReadingMissing,

    /// <summary>The series store has a reading that the journal does not have.</summary>
    ReadingInvented,

    /// <summary>A reading stands in the series store with another value or quality.</summary>
    ReadingDiffers,

    /// <summary>The seal of an hour says something else than the readings, or an hour has none.</summary>
    SealWrong,

    /// <summary>The usage record of an hour says something else than the readings, or an hour has none.</summary>
    UsageWrong,
}
