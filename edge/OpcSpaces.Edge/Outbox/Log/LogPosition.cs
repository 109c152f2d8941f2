using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Outbox.Files;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox.Log;

/// <summary>
/// Where the log stands, in memory: epoch, first and last number, what the cloud has, and the links of the hash chain there.
/// Guarded by the outbox's gate.
/// </summary>
internal sealed class LogPosition
{
    private readonly ChainCheck _chain;
    private readonly List<(ulong Epoch, ulong Sequence)> _earlier = []; // the epochs before this one that are known, with the last numbers that are not in the next one

    /// <param name="state">The state as the file has it.</param>
    /// <param name="log">The rows as the file has them.</param>
    /// <param name="chainOf">Reads a row's link from the file; null when the row is not held.</param>
    public LogPosition(OutboxState state, StoredLog log, Func<ulong, ChainLink?> chainOf, OutboxTail tail, ILogger logger)
    {
        (Epoch, Committed) = (state.Epoch, Math.Min(state.Committed, log.LastSequence));
        if (state.Previous.Epoch != 0) _earlier.Add(state.Previous);
        (FirstSequence, LastSequence) = (log.FirstSequence, log.LastSequence);
        _chain = new ChainCheck(tail, logger) { Base = log.Base };
        _chain.MoveTo(Committed, Committed + 1 == FirstSequence ? log.Base : chainOf(Committed));
    }

    public ulong Epoch { get; private set; }

    /// <summary>The oldest number that is held; one above <see cref="LastSequence"/> when none is.</summary>
    public ulong FirstSequence { get; private set; }

    /// <summary>The newest number that was given out.</summary>
    public ulong LastSequence { get; private set; }

    /// <summary>The number up to which the cloud is known to have everything.</summary>
    public ulong Committed { get; private set; }

    public OutboxPosition Current => new(Epoch, LastSequence, FirstSequence, Committed)
    {
        Base = _chain.Base,
        CommittedChain = _chain.Verified,
        Previous = _earlier.LastOrDefault(),
    };

    /// <summary>Rows were added or forgotten.</summary>
    public void Follow(StoredLog log) => (FirstSequence, LastSequence, _chain.Base) = (log.FirstSequence, log.LastSequence, log.Base);

    /// <summary>A new epoch has begun, of which the cloud has nothing.</summary>
    public void StartNewEpoch(OutboxState state, StoredLog log)
    {
        (Epoch, Committed) = (state.Epoch, 0);
        _earlier.Add(state.Previous);
        (FirstSequence, LastSequence) = (log.FirstSequence, log.LastSequence);
        _chain.StartNewEpoch(Epoch);
    }

    /// <summary>The number in this epoch of a batch of an earlier one, 0 when it is not in this one; null when nothing is known of that epoch.</summary>
    public ulong? SequenceOf(ulong epoch, ulong sequence)
    {
        if (epoch == Epoch) return sequence;
        var at = _earlier.FindIndex(it => it.Epoch == epoch);
        return at < 0 ? null : _earlier.Skip(at).Aggregate(sequence, (number, it) => number - Math.Min(number, it.Sequence));
    }

    /// <summary>Takes a watermark, compared with this log's link where that is in memory.</summary>
    public WatermarkOutcome Take(CommittedCommand watermark)
    {
        if (WhyNotOfThisLog(watermark) is { } refusal) return refusal;
        if (watermark.Chain is null || watermark.Committed + 1 < FirstSequence) return Take(watermark, own: null);
        return _chain.Find(watermark.Committed, FirstSequence) is { } own ? Take(watermark, own) : WatermarkOutcome.LinkIsOnDisk;
    }

    /// <summary>Takes a watermark, compared with this log's link as it was read from the disk (null when the row is not held).</summary>
    public WatermarkOutcome TakeFromDisk(CommittedCommand watermark, ChainLink? own) => WhyNotOfThisLog(watermark) ?? Take(watermark, own);

    private WatermarkOutcome? WhyNotOfThisLog(CommittedCommand watermark)
    {
        if (watermark.Epoch != Epoch) return WatermarkOutcome.OtherEpoch;
        return watermark.Committed > LastSequence ? WatermarkOutcome.AboveLast : null;
    }

    private WatermarkOutcome Take(CommittedCommand watermark, ChainLink? own)
    {
        var (_, committed, theirs) = watermark;
        if (own is not null && theirs is not null && !_chain.Agrees(committed, own.Value, theirs.Value))
        {
            // The cloud now has less, and of another log: what it had of this one may be gone, so all that is held counts as not committed.
            if (committed < Committed) MoveTo(0, null);
            return WatermarkOutcome.Diverged;
        }

        if (committed == Committed) return WatermarkOutcome.Repeated;
        var outcome = committed > Committed ? WatermarkOutcome.Advanced : WatermarkOutcome.Lowered;
        MoveTo(committed, own);
        return outcome;
    }

    private void MoveTo(ulong committed, ChainLink? link)
    {
        Committed = committed;
        _chain.MoveTo(committed, link);
    }
}
