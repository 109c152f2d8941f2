using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Ingest.Accepting;

/// <summary>What a node birth says about its outbox. <paramref name="First"/> is the oldest row that it still holds (<c>Sequence + 1</c> when it is empty).</summary>
internal readonly record struct OutboxDeclaration(ulong Epoch, ulong First, ulong Sequence)
{
    /// <summary>Epochs and sequences have 63 bits, so that every store can hold them.</summary>
    public const ulong Highest = long.MaxValue;

    /// <summary>The chain's link before <see cref="First"/>; null when the gateway does not say.</summary>
    public ChainLink? Base { get; init; }

    /// <summary>What the gateway believes to be committed.</summary>
    public ulong Committed { get; init; }

    /// <summary>The link at <see cref="Committed"/>; null when the gateway does not say.</summary>
    public ChainLink? CommittedChain { get; init; }

    public static OutboxDeclaration Of(BirthCertificate birth) => new(birth.Epoch!.Value, birth.First ?? 1, birth.LastSequence ?? 0)
    {
        Base = birth.BaseChain,
        Committed = birth.Committed ?? 0,
        CommittedChain = birth.CommittedChain,
    };

    /// <summary>Sequences start at 1, and the oldest row cannot come after the next one: out-of-range values are clamped.</summary>
    public OutboxDeclaration Clamped()
    {
        var sequence = Math.Min(Sequence, Highest - 1);
        var first = Math.Clamp(First, 1, sequence + 1);
        return this with { Sequence = sequence, First = first, Base = first == First ? Base : null };
    }
}
