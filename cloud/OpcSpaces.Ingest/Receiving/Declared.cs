namespace OpcSpaces.Ingest.Receiving;

/// <summary>What a birth's declaration of its outbox came to.</summary>
/// <param name="Stream">Where the declared epoch stands.</param>
/// <param name="IsNew">Nothing of it is in the journal, and it was not declared before.</param>
/// <param name="Missing">Rows that are lost for good and belong into the journal as a gap; null when there are none.</param>
internal readonly record struct Declared(OutboxStream Stream, bool IsNew, MissingRange? Missing);
