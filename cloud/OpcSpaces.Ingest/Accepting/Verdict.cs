namespace OpcSpaces.Ingest.Accepting;

/// <summary>What happens to a batch. Its outbox sequence alone decides.</summary>
internal enum Verdict
{
    /// <summary>Exactly the next one: it is journaled.</summary>
    Next,

    /// <summary>Already journaled, or already in the open group: acknowledged again and not stored.</summary>
    Duplicate,

    /// <summary>A batch before it is missing: it is not stored, and the watermark is repeated so that the gateway goes back.</summary>
    Hole,

    /// <summary>No birth has declared this epoch yet, so the next number is not known.</summary>
    Undeclared,
}
