using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>
/// How far one outbox epoch of one gateway is taken, in numbers and as the chain's link over what was taken. <see cref="Accepted"/> runs
/// ahead with the open group, so it is always ≥ <see cref="Committed"/>, and only <see cref="Committed"/> is ever told to a gateway.
/// </summary>
internal sealed class OutboxStream(ulong epoch, ulong committed, ChainLink? chain)
{
    private ChainLink? _accepted = chain;

    public ulong Epoch { get; } = epoch;

    /// <summary>The last sequence that the journal holds durably (or that a journaled gap covers); 0 is nothing.</summary>
    public ulong Committed { get; private set; } = committed;

    /// <summary>The link at <see cref="Committed"/>; null when it is not known: then gateways are told the number alone.</summary>
    public ChainLink? CommittedChain { get; private set; } = chain;

    /// <summary>The last sequence in the open group; becomes <see cref="Committed"/> with the group.</summary>
    public ulong Accepted { get; private set; } = committed;

    /// <summary>The highest sequence that this gateway is known to have made, from births and from batches of any verdict.</summary>
    public ulong Made { get; private set; } = committed;

    public ulong Backlog => Made > Committed ? Made - Committed : 0;

    public bool IsSettled => Accepted == Committed;

    public bool KnowsChain => _accepted is not null;

    /// <summary>For the journal: the link at <see cref="Accepted"/>.</summary>
    public byte[]? AcceptedChain => _accepted?.ToArray();

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

    /// <summary>The batch that was just accepted joins the chain.</summary>
    public void Link(string device, ReadOnlySpan<byte> contentSha256, ContentHasher hasher)
    {
        if (_accepted is { } previous)
            _accepted = hasher.Link(previous, Accepted, device, contentSha256);
    }

    /// <summary>Nobody can say what the gateway holds under the number that was just accepted.</summary>
    public void BreakChain() => _accepted = null;

    /// <summary>Where the link is not known, a gateway that is as far as the journal may tell it.</summary>
    public void Anchor(ulong sequence, ChainLink? chain)
    {
        if (KnowsChain || sequence != Accepted || !IsSettled)
            return;
        (_accepted, CommittedChain) = (chain, chain);
    }

    /// <summary>Goes on behind rows that the gateway no longer holds, from the link that it has kept of them; the caller journals the gap.</summary>
    public void SkipTo(ulong sequence, ChainLink? chain)
    {
        (Accepted, _accepted) = (sequence, chain);
        if (sequence > Made)
            Made = sequence;
    }

    /// <summary>A birth's word on the last sequence; it may be lower than before when an outbox was rolled back.</summary>
    public void Declare(ulong made) => Made = Math.Max(made, Accepted);

    public void Commit() => (Committed, CommittedChain) = (Accepted, _accepted);
}
