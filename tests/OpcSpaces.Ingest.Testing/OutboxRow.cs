using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Ingest.Testing;

/// <summary>One batch in a simulated outbox.</summary>
internal sealed record OutboxRow(ulong Sequence, string Device, byte[] Content, ChainLink Link);
