namespace OpcSpaces.Edge.Outbox;

/// <summary>The outbox's rows contradict each other: a number is missing or the hash chain does not hold.</summary>
public sealed class OutboxDamagedException(string message) : IOException(message);
