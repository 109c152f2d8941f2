namespace OpcSpaces.Ingest.Receiving;

/// <summary>What becomes of a batch, decided by its outbox sequence alone.</summary>
internal enum Verdict
{
    /// <summary>Exactly the next one: it is journaled.</summary>
    Next,

    /// <summary>Already journaled, or already in the open group: acknowledged again and not stored.</summary>
    Duplicate,

    /// <summary>Something before it is missing: not stored, and the watermark is repeated so that the gateway goes back.</summary>
    Hole,

    /// <summary>No birth has declared this epoch yet, so nobody can say which number would be next.</summary>
    Undeclared,
}
