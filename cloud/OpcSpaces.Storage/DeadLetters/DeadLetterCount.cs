namespace OpcSpaces.Storage.DeadLetters;

/// <summary>How often one reason occurred, ever; evicted letters stay counted.</summary>
public sealed record DeadLetterCount(string Reason, long Count);
