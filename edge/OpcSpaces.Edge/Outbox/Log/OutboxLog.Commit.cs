using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Outbox.Pending;
using OpcSpaces.Edge.Outbox.Rows;
using OpcSpaces.Sqlite;
using OpcSpaces.Timing;

namespace OpcSpaces.Edge.Outbox.Log;

/// <summary>Group commit: one job at a time writes everything that waits in one transaction.</summary>
public sealed partial class OutboxLog
{
    private const int MaxWorkPerCommit = 512;
    private static readonly BackoffOptions RetryPauses = new(firstMs: 100, longestMs: 5_000) { Jitter = 0 };

    // Guarded by the gate.
    private readonly Backoff _retries = new(RetryPauses);
    private long _failedCommits;
    private bool _commitScheduled;
    private ITimer? _retry;

    // Inside the gate.
    private void Enqueue(PendingWork work)
    {
        _pending.Add(work);
        if (_commitScheduled) return;
        _commitScheduled = true;
        _dependencies.CommitPool.Queue(Commit);
    }

    private void Commit()
    {
        bool stored, more;
        lock (_disk)
        {
            if (_disposed) return;
            stored = CommitOnce(out more);
        }

        if (stored) Appended?.Invoke();
        if (more) CommitAgain();
    }

    // A timer's tick and the end of a commit may come after the pool was closed: then closing the outbox writes what is left.
    private void CommitAgain() => _ = _dependencies.CommitPool.TryQueue(Commit);

    // Inside the disk lock. False when nothing was stored; more says whether to come again at once.
    private bool CommitOnce(out bool more)
    {
        more = false;
        List<PendingWork> taken, work;
        KeptValues kept;
        ulong committed;
        lock (_gate)
        {
            taken = _pending.Take(MaxWorkPerCommit);
            if (taken.Count == 0)
            {
                _commitScheduled = false;
                return false;
            }

            kept = new KeptValues(_registers.Unsaved(), new Dictionary<string, byte[]>(_notes));
            committed = _position.Committed;
        }

        try
        {
            work = taken is [PendingMadeBatch made] ? Make(made, out more) : taken;
            if (work.Count == 0) return false;
            var written = _writer.Write(work, kept, committed);
            // A crash here: the batches are durable and nobody was told; the next start reads them back and sends them.
            foreach (var batch in written) _dependencies.CommitObserver?.OnCommitted(_writer.State.Epoch, batch.Batch.Sequence, batch.ContentHash);
            Publish(work, written, kept, out more);
            if (written.Count(batch => batch.IsPlaced) is > 0 and var placed) ClockSet(_dependencies.Logger, placed);
            EnforceBudget(committed);
            return true;
        }
        catch (SqliteException e) when (SqliteCode.IsTemporary(e.SqliteErrorCode))
        {
            PutBack(taken, e);
            return false;
        }
        catch (Exception e)
        {
            // What the disk holds is not known any more: the agent ends, and the next start reads what is there.
            foreach (var item in taken) Abandon(item);
            _broken.TrySetException(e);
            return false;
        }
    }

    private void Publish(List<PendingWork> work, List<WrittenBatch> written, KeptValues kept, out bool more)
    {
        lock (_gate)
        {
            foreach (var (batch, _, readings, _) in written)
            {
                _tail.Add(batch);
                foreach (var reading in readings)
                {
                    reading.Metric.Store(_clock.Place(reading.Reading));
                    if (!reading.Metric.IsOfGateway) _readingsAppended++;
                }
            }

            _position.Follow(_writer.Log);
            _tail.DropUpTo(Math.Min(_position.Committed, _position.FirstSequence - 1));
            _registers.Saved(kept.Registers);
            // One that was set again in the meantime is saved again.
            foreach (var (name, value) in kept.Notes)
            {
                if (ReferenceEquals(_notes.GetValueOrDefault(name), value)) _notes.Remove(name);
            }

            if (_retries.Failures > 0) DiskBack(_dependencies.Logger);
            _retries.Succeeded();
            _pending.Stored();
            more = !_pending.IsEmpty;
            _commitScheduled = more;
        }

        foreach (var batch in written) batch.Pending?.Complete(batch.Batch.Sequence);
        foreach (var item in work)
        {
            (item as PendingObservedThrough)?.Complete();
            (item as PendingStatement)?.Complete();
        }
    }

    // What fails now is tried again after the next commit; the batches themselves are safe.
    private void EnforceBudget(ulong committed)
    {
        try
        {
            _budget.Enforce(committed);
        }
        catch (SqliteException e) when (SqliteCode.IsTemporary(e.SqliteErrorCode))
        {
            NoRoomMade(_dependencies.Logger, e.Message);
        }

        lock (_gate)
        {
            if (_writer.Log.FirstSequence == _position.FirstSequence) return;
            _position.Follow(_writer.Log);
            _tail.DropUpTo(_position.FirstSequence - 1);
        }
    }

    private void PutBack(List<PendingWork> work, SqliteException e)
    {
        lock (_gate)
        {
            _failedCommits++;
            _pending.PutBack(work);
            if (_disposed) return;
            if (_retries.Failures == 0) DiskAway(_dependencies.Logger, e.Message, _dependencies.Config.MaxUnsavedReadings);
            _retry?.Dispose();
            _retry = _dependencies.Time.CreateTimer(_ => CommitAgain(), null, _retries.Next(), Timeout.InfiniteTimeSpan);
        }
    }

    private static void Abandon(PendingWork work)
    {
        var closed = new ObjectDisposedException(nameof(OutboxLog), "The outbox was closed before the disk accepted this.");
        (work as PendingBatch)?.Fail(closed);
        (work as PendingMadeBatch)?.Fail(closed);
        (work as PendingObservedThrough)?.Fail(closed);
        (work as PendingStatement)?.Fail(closed);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The disk does not accept the outbox's data ({Reason}). The newest {Max} readings wait in memory; older ones are counted as lost, and their points become unknown.")]
    private static partial void DiskAway(ILogger logger, string reason, int max);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock was set: {Batches} batches with times from before were appended again with their true times, by the monotonic clock.")]
    private static partial void ClockSet(ILogger logger, int batches);

    [LoggerMessage(Level = LogLevel.Information, Message = "The disk accepts the outbox's data again.")]
    private static partial void DiskBack(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No room could be made within the disk budget: {Reason}")]
    private static partial void NoRoomMade(ILogger logger, string reason);
}
