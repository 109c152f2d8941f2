namespace OpcSpaces.Ingest.Receiving;

/// <summary>What a node birth says of its outbox: <paramref name="First"/> is the oldest row still held (<c>Sequence + 1</c> when it is empty).</summary>
internal readonly record struct OutboxDeclaration(ulong Epoch, ulong First, ulong Sequence)
{
    /// <summary>Epochs and sequences have 63 bits, so that every store can hold them.</summary>
    public const ulong Highest = long.MaxValue;

    /// <summary>Sequences start at 1 and the oldest row cannot lie behind the next one; nonsense is drawn to the nearest sense.</summary>
    public OutboxDeclaration Sane()
    {
        var sequence = Math.Min(Sequence, Highest - 1);
        return this with { Sequence = sequence, First = Math.Clamp(First, 1, sequence + 1) };
    }
}
