namespace OpcSpaces.Storage.DeadLetters;

/// <summary>A dead letter as it is stored in the table.</summary>
/// <param name="Id">Grows with every letter.</param>
/// <param name="Letter">What was set aside; the payload may be cut.</param>
/// <param name="PayloadBytes">How long the payload was.</param>
public sealed record StoredDeadLetter(long Id, DeadLetter Letter, int PayloadBytes);
