using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>
/// Where a gateway's log stands: its epoch, the last sequence in it (0 when empty), the first sequence that it still holds,
/// and the last one that the cloud has acknowledged.
/// </summary>
public readonly record struct OutboxPosition(ulong Epoch, ulong LastSequence, ulong First, ulong Committed)
{
    /// <summary>The link that <see cref="First"/> follows; null when it is not known any more.</summary>
    public ChainLink? Base { get; init; }

    /// <summary>The link at <see cref="Committed"/>; likewise.</summary>
    public ChainLink? CommittedChain { get; init; }

    /// <summary>The epoch that this one replaced, and up to where that one was left; zeros when there was none.</summary>
    public (ulong Epoch, ulong Sequence) Previous { get; init; }
}
