namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>One batch as a gateway's outbox file holds it; the hash of its content is recomputed.</summary>
internal sealed record OutboxRow(ulong Sequence, string Device, byte[] ContentHash, byte[] Chain, bool HashHolds);
