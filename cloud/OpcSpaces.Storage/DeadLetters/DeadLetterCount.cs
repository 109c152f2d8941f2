namespace OpcSpaces.Storage.DeadLetters;

/// <summary>How often one reason was met, ever: evicted letters stay counted.</summary>
public sealed record DeadLetterCount(string Reason, long Count);
