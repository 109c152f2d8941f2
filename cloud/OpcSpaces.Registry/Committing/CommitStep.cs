namespace OpcSpaces.Registry.Committing;

/// <summary>The moments at which a crash matters, for tests that end the process there.</summary>
internal enum CommitStep
{
    /// <summary>Some rows are written in the open transaction.</summary>
    RowsWritten,

    /// <summary>Everything is written, and nothing is committed.</summary>
    BeforeCommit,

    /// <summary>The database has it, and the journal does not.</summary>
    Committed,

    /// <summary>The journal has some of its parts.</summary>
    PartJournaled,

    /// <summary>Both have it, and nobody was told.</summary>
    Journaled,
}
