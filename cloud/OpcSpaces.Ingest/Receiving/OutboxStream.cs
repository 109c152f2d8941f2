namespace OpcSpaces.Ingest.Receiving;

/// <summary>
/// One outbox of one gateway, known by its epoch: how far the journal holds it, and how far the open group goes.
/// Invariant: <see cref="Accepted"/> ≥ <see cref="Committed"/>, and only <see cref="Committed"/> is ever told to a gateway.
/// </summary>
internal sealed class OutboxStream(ulong epoch, ulong committed)
{
    public ulong Epoch { get; } = epoch;

    /// <summary>The last sequence that the journal holds durably (or that a journaled gap covers); 0 is nothing.</summary>
    public ulong Committed { get; private set; } = committed;

    /// <summary>The last sequence in the open group; becomes <see cref="Committed"/> with the group.</summary>
    public ulong Accepted { get; private set; } = committed;

    /// <summary>The highest sequence that this gateway is known to have made, from births and from batches of any verdict.</summary>
    public ulong Made { get; private set; } = committed;

    public ulong Backlog => Made > Committed ? Made - Committed : 0;

    public Verdict Offer(ulong sequence)
    {
        if (sequence > Made)
            Made = sequence;
        if (sequence <= Accepted)
            return Verdict.Duplicate;
        if (sequence != Accepted + 1)
            return Verdict.Hole;
        Accepted = sequence;
        return Verdict.Next;
    }

    /// <summary>Goes on behind rows that the gateway no longer holds; the caller journals the gap.</summary>
    public void SkipTo(ulong sequence)
    {
        Accepted = sequence;
        if (sequence > Made)
            Made = sequence;
    }

    /// <summary>A birth's word on the last sequence; it may be lower than before when an outbox was rolled back.</summary>
    public void Declare(ulong made) => Made = Math.Max(made, Accepted);

    public void Commit() => Committed = Accepted;
}
