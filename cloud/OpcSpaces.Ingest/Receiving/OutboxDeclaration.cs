using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>What a node birth says of its outbox: <paramref name="First"/> is the oldest row still held (<c>Sequence + 1</c> when it is empty).</summary>
internal readonly record struct OutboxDeclaration(ulong Epoch, ulong First, ulong Sequence)
{
    /// <summary>Epochs and sequences have 63 bits, so that every store can hold them.</summary>
    public const ulong Highest = long.MaxValue;

    /// <summary>The link that <see cref="First"/> follows; null when the gateway does not say.</summary>
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

    /// <summary>Sequences start at 1 and the oldest row cannot lie behind the next one; nonsense is drawn to the nearest sense.</summary>
    public OutboxDeclaration Sane()
    {
        var sequence = Math.Min(Sequence, Highest - 1);
        var first = Math.Clamp(First, 1, sequence + 1);
        return this with { Sequence = sequence, First = first, Base = first == First ? Base : null };
    }
}
