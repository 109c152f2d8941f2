using Microsoft.Extensions.Logging;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox.Log;

/// <summary>
/// Compares the cloud's links of the hash chain with this log's own, as far as those are in memory: a gateway that keeps up with its
/// batches finds each of them there. Guarded by the outbox's gate.
/// </summary>
internal sealed partial class ChainCheck(OutboxTail tail, ILogger logger)
{
    private ulong _verifiedAt;

    // An epoch that began in this run, because the links of the last one differed, has no copy. If its first link differs as well, the two
    // ends compute links differently: another epoch would not help, and from then on only numbers are compared.
    private bool _isFirstLinkPending, _comparesNumbersOnly;

    /// <summary>The link that the oldest held row follows; null when it is not known.</summary>
    public ChainLink? Base { get; set; }

    /// <summary>The link at the watermark; null when it is not known.</summary>
    public ChainLink? Verified { get; private set; }

    /// <summary>The watermark moves.</summary>
    public void MoveTo(ulong committed, ChainLink? link) => (_verifiedAt, Verified) = (committed, link);

    /// <summary>A new epoch begins, of which no copy exists.</summary>
    public void StartNewEpoch(ulong epoch)
    {
        (Base, _isFirstLinkPending) = (ChainLink.Genesis(epoch), true);
        MoveTo(0, Base);
    }

    /// <summary>This log's link at a number; null when it is not in memory.</summary>
    public ChainLink? Find(ulong sequence, ulong firstSequence)
    {
        if (sequence == _verifiedAt && Verified is not null) return Verified;
        return sequence + 1 == firstSequence ? Base : tail.LinkOf(sequence);
    }

    /// <summary>Whether the cloud's batch <paramref name="sequence"/>, and all before it, are the ones of this log.</summary>
    public bool Agrees(ulong sequence, ChainLink own, ChainLink theirs)
    {
        if (_comparesNumbersOnly) return true;
        if (own == theirs)
        {
            if (sequence > 0) _isFirstLinkPending = false;
            return true;
        }

        if (!_isFirstLinkPending) return false;
        _comparesNumbersOnly = true;
        NumbersOnly(logger, sequence, own, theirs);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "At batch {Sequence} of a new epoch this log's link is {Own} and the cloud's is {Theirs}: the two compute links differently. Until the next start only numbers are compared.")]
    private static partial void NumbersOnly(ILogger logger, ulong sequence, ChainLink own, ChainLink theirs);
}
