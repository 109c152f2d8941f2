using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>
/// The state of a gateway's outbox: its epoch, the newest sequence in it (0 when none was ever given out), the first sequence that it
/// still holds, and the last sequence that the cloud has acknowledged.
/// </summary>
public readonly record struct OutboxPosition(ulong Epoch, ulong LastSequence, ulong First, ulong Committed)
{
    /// <summary>The link before <see cref="First"/>; null when it is no longer known.</summary>
    public ChainLink? Base { get; init; }

    /// <summary>The link at <see cref="Committed"/>; null when it is no longer known.</summary>
    public ChainLink? CommittedChain { get; init; }

    /// <summary>The epoch that this one replaced, and the last sequence that stayed in it; zeros when there was none.</summary>
    public (ulong Epoch, ulong Sequence) Previous { get; init; }
}
