namespace OpcSpaces.Storage.Journaling;

/// <summary>How far one gateway's outbox epoch is durable here: every sequence up to <paramref name="Committed"/> is an entry or part of a journaled gap.</summary>
/// <param name="Gateway">"group/node".</param>
/// <param name="Epoch">The outbox epoch.</param>
/// <param name="Committed">The last sequence.</param>
/// <param name="Chain">The outbox chain's link at <paramref name="Committed"/>, over what the journal holds; null when it is not known.</param>
public sealed record StreamPosition(string Gateway, ulong Epoch, ulong Committed, byte[]? Chain = null);
