using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox;

/// <summary>One row of the outbox. <paramref name="Device"/> is the zone, or empty for the gateway itself; <paramref name="Content"/> is canonical bytes; <paramref name="Link"/> is its link of the hash chain.</summary>
public sealed record OutboxBatch(ulong Sequence, string Device, ReadOnlyMemory<byte> Content, ChainLink Link);
