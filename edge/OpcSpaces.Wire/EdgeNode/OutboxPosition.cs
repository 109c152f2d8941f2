namespace OpcSpaces.Wire.EdgeNode;

/// <summary>
/// Where a gateway's log stands: its epoch, the last sequence in it (0 when empty), the first sequence that it still holds,
/// and the last one that the cloud has acknowledged.
/// </summary>
public readonly record struct OutboxPosition(ulong Epoch, ulong Sequence, ulong First, ulong Committed);
