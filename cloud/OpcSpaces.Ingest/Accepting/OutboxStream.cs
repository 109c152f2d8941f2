using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Ingest.Accepting;

/// <summary>
/// How far one outbox epoch of one gateway has been taken, as a number and as the chain's link. <see cref="Accepted"/> includes the open
/// group, so it is never below <see cref="Committed"/>. Gateways are told <see cref="Committed"/> only.
/// </summary>
internal sealed class OutboxStream(ulong epoch, ulong committed, ChainLink? chain)
{
    private ChainLink? _accepted = chain;

    public ulong Epoch { get; } = epoch;

    /// <summary>The last sequence that the journal holds durably (or that a journaled gap covers); 0 is nothing.</summary>
    public ulong Committed { get; private set; } = committed;

    /// <summary>The link at <see cref="Committed"/>; null when it is not known. Gateways are then told the number alone.</summary>
    public ChainLink? CommittedChain { get; private set; } = chain;

    /// <summary>The last sequence in the open group; becomes <see cref="Committed"/> with the group.</summary>
    public ulong Accepted { get; private set; } = committed;

    /// <summary>The newest sequence that the gateway is known to have given out, from births and from batches of any verdict.</summary>
    public ulong LastSequence { get; private set; } = committed;

    public ulong Backlog => LastSequence > Committed ? LastSequence - Committed : 0;

    public bool IsSettled => Accepted == Committed;

    public bool KnowsChain => _accepted is not null;

    /// <summary>For the journal: the link at <see cref="Accepted"/>.</summary>
    public byte[]? AcceptedChain => _accepted?.ToArray();

    public Verdict Offer(ulong sequence)
    {
        if (sequence > LastSequence)
            LastSequence = sequence;
        if (sequence <= Accepted)
            return Verdict.Duplicate;
        if (sequence != Accepted + 1)
            return Verdict.Hole;
        Accepted = sequence;
        return Verdict.Next;
    }

    /// <summary>Adds the batch that was just accepted to the chain.</summary>
    public void Link(string device, ReadOnlySpan<byte> contentSha256, ContentHasher hasher)
    {
        if (_accepted is { } previous)
            _accepted = hasher.Link(previous, Accepted, device, contentSha256);
    }

    /// <summary>The link is not known any more: the batch that was just accepted cannot be hashed.</summary>
    public void BreakChain() => _accepted = null;

    /// <summary>Takes the link from a gateway that is exactly as far as the journal, where it is not known here.</summary>
    public void Anchor(ulong sequence, ChainLink? chain)
    {
        if (KnowsChain || sequence != Accepted || !IsSettled)
            return;
        (_accepted, CommittedChain) = (chain, chain);
    }

    /// <summary>Continues after rows that the gateway no longer holds, with the link that it kept of them. The caller journals the gap.</summary>
    public void SkipTo(ulong sequence, ChainLink? chain)
    {
        (Accepted, _accepted) = (sequence, chain);
        if (sequence > LastSequence)
            LastSequence = sequence;
    }

    /// <summary>Takes the last sequence of a birth. It may be lower than before when an older copy of the outbox is back.</summary>
    public void Declare(ulong lastSequence) => LastSequence = Math.Max(lastSequence, Accepted);

    public void Commit() => (Committed, CommittedChain) = (Accepted, _accepted);
}
