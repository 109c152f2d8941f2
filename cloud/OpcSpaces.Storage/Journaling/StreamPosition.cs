namespace OpcSpaces.Storage.Journaling;

/// <summary>How far one gateway's outbox epoch is durable here: every sequence up to <paramref name="Committed"/> is an entry or part of a journaled gap.</summary>
public sealed record StreamPosition(string Gateway, ulong Epoch, ulong Committed);
