namespace OpcSpaces.Edge.Sensing.Pins.Signals;

/// <summary>What a gateway's outbox made durable, as its witness heard it; the hash is lower-case hex.</summary>
public sealed record CommitNote(string Gateway, ulong Epoch, ulong Sequence, string ContentSha256);
