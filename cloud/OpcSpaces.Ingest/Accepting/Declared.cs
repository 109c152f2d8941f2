namespace OpcSpaces.Ingest.Accepting;

/// <summary>The result of a birth's declaration of its outbox.</summary>
/// <param name="Stream">The declared epoch.</param>
/// <param name="IsNew">The journal has nothing of it, and it was not declared before.</param>
/// <param name="Missing">Rows that no gateway holds any more and that are journaled as a gap; null when there are none.</param>
internal readonly record struct Declared(OutboxStream Stream, bool IsNew, MissingRange? Missing);
