namespace OpcSpaces.Testing;

/// <summary>
/// What a gateway's outbox made durable, as its witness heard it; the hash is lower-case hex. <paramref name="Visit"/> counts the
/// gateway's connections from 1: an agent that was killed and started again comes with the next number.
/// </summary>
public sealed record CommitNote(string Gateway, int Visit, ulong Epoch, ulong Sequence, string ContentSha256);
