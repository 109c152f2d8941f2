using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Sqlite;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Uplink;

/// <summary>
/// Sends the outbox in order, from the watermark on, within the window, over whichever session there is. It goes back to the
/// watermark, with a rebirth first, when the cloud repeats itself, falls silent, was restored, or when rows have gone that
/// should have come next. One loop; what happens elsewhere is told to it under the gate.
/// </summary>
internal sealed partial class Sender : IDisposable
{
    private const int ReadAtOnce = 64;
    private static readonly TimeSpan DiskPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PatienceAtStart = TimeSpan.FromSeconds(2);

    private readonly OutboxLog _outbox;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WakeUp _wakeUp;
    private readonly long _started;

    // Guards everything below.
    private readonly Lock _gate = new();
    private readonly SendWindow _window;
    private IUplinkSession? _session;
    private bool _goBackWanted, _newEpochWanted;
    private TimeSpan? _rebirthAt;
    private long _sent, _ignored;

    // What an earlier run may have sent, until the cloud has said what it has: see IsOldCopy.
    private ulong? _lastOfEarlierRuns;
    private TimeSpan _sessionSince;

    // A watermark whose link has to be compared on the disk, which the loop does.
    private CommittedCommand? _unread;

    public Sender(OutboxLog outbox, UplinkConfig config, TimeProvider time, Random random, ILogger logger)
    {
        (_outbox, _time, _logger) = (outbox, time, logger);
        _window = new SendWindow(config, random);
        _wakeUp = new WakeUp(time);
        _started = time.GetTimestamp();
        if (outbox.Position.LastSequence is > 0 and var last) _lastOfEarlierRuns = last;
        // On the commit's own thread: a hand-over to another one would cost more than sending what was just committed.
        _outbox.Appended += _wakeUp.CallHere;
    }

    public bool IsAway => Volatile.Read(ref _session) is null;

    public UplinkCounts Counts
    {
        get
        {
            lock (_gate) return new UplinkCounts(_sent, _window.GoBacks, _ignored);
        }
    }

    private TimeSpan Now => _time.GetElapsedTime(_started);

    /// <summary>Births are out; with <paramref name="session"/> null nothing can be sent any more.</summary>
    public void Use(IUplinkSession? session)
    {
        lock (_gate)
        {
            Volatile.Write(ref _session, session);
            if (session is not null) _window.Reset();
            _sessionSince = Now;
            Restart();
        }

        _wakeUp.Call();
    }

    /// <summary>The births went out again, whoever wanted it: the cloud expects what follows the watermark.</summary>
    public void OnReborn()
    {
        lock (_gate) Restart();
        _wakeUp.Call();
    }

    public void OnWatermark(CommittedCommand watermark)
    {
        bool isNews;
        lock (_gate)
        {
            var heardFirst = _lastOfEarlierRuns is not null;
            // Behind one that waits for the disk, so that they count in their order.
            if (_unread is not null) _unread = watermark;
            else Apply(watermark, IsOldCopy(watermark) ? WatermarkOutcome.AboveLast : _outbox.OnWatermark(watermark));

            // Most watermarks level the log and leave nothing to do; waking up for them would be half of all wake-ups.
            isNews = heardFirst || _unread is not null || _goBackWanted || _newEpochWanted || _window.MayHaveToGoBack || _window.Next <= _outbox.Position.LastSequence;
        }

        if (isNews) _wakeUp.Call();
    }

    /// <summary>Runs until <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var stopping = stop.Register(_wakeUp.Call);
        try
        {
            for (var steps = 0; !stop.IsCancellationRequested;)
            {
                if (!await StepAsync(stop))
                {
                    await _wakeUp.SleepAsync();
                    steps = 0;
                }
                else if (++steps > 1)
                {
                    // A backlog; the next commit must not wait for it.
                    await Task.Yield();
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped while a batch was being handed over: it is in the outbox and goes again.
        }
    }

    public void Dispose()
    {
        _outbox.Appended -= _wakeUp.CallHere;
        _wakeUp.Dispose();
    }

    // True when there may be more to do at once.
    private async Task<bool> StepAsync(CancellationToken stop)
    {
        if (Volatile.Read(ref _session) is not { } session) return false;
        try
        {
            ReadWatermark();
            StartNewEpoch();
            switch (Decide())
            {
                case SenderStep.Rebirth:
                    // False: the session is over, and its end wakes the loop.
                    return await session.RebirthAsync();
                case SenderStep.Send:
                    return await SendAsync(session, stop);
                default:
                    return false;
            }
        }
        catch (SqliteException e) when (SqliteCode.IsTemporary(e.SqliteErrorCode))
        {
            NoDisk(_logger, e.Message);
            _wakeUp.CallIn(DiskPause);
            return false;
        }
    }

    private SenderStep Decide()
    {
        lock (_gate)
        {
            if (_rebirthAt is null && (_goBackWanted || _window.ShouldGoBack(Now)))
            {
                var delay = _window.GoBack();
                _rebirthAt = Now + delay;
                GoingBack(_logger, _outbox.Position.Committed, (int)delay.TotalMilliseconds, _window.Size);
            }

            if (_rebirthAt is { } at)
            {
                if (at <= Now) return SenderStep.Rebirth;
                _wakeUp.CallIn(at - Now);
                return SenderStep.Wait;
            }

            if (_lastOfEarlierRuns is not null && _sessionSince + PatienceAtStart - Now is { Ticks: > 0 } left)
            {
                _wakeUp.CallIn(left);
                return SenderStep.Wait;
            }

            _lastOfEarlierRuns = null;
            if (_window.Room > 0 && _window.Next <= _outbox.Position.LastSequence) return SenderStep.Send;
            _wakeUp.CallIn(_window.CheckAgainIn(Now));
            return SenderStep.Wait;
        }
    }

    private async Task<bool> SendAsync(IUplinkSession session, CancellationToken stop)
    {
        ulong next;
        int room;
        lock (_gate) (next, room) = (_window.Next, _window.Room);
        foreach (var batch in _outbox.ReadFrom(next, Math.Min(room, ReadAtOnce)))
        {
            if (!MaySend(session, batch)) return true;
            if (!await session.PublishDataAsync(batch.Device.Length == 0 ? null : batch.Device, batch.Sequence, batch.Content, stop))
            {
                lock (_gate) return !ReferenceEquals(session, _session);
            }
        }

        return true;
    }

    // The batch counts as sent before it is handed over, so that an answer can never be faster than the question.
    private bool MaySend(IUplinkSession session, OutboxBatch batch)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(session, _session) || _goBackWanted || _newEpochWanted || batch.Sequence < _window.Next) return false;
            if (batch.Sequence > _window.Next)
            {
                // Rows were given up to the disk budget, or a go-back came in between. Only a birth can say so to the cloud.
                _goBackWanted = batch.Sequence == _outbox.Position.First;
                return false;
            }

            _window.Sent(batch.Sequence, batch.Content.Length, Now);
            _sent++;
            return true;
        }
    }

    private void ReadWatermark()
    {
        while (true)
        {
            CommittedCommand watermark;
            lock (_gate)
            {
                if (_unread is not { } unread) return;
                watermark = unread;
            }

            var outcome = _outbox.CompareOnDisk(watermark);
            lock (_gate)
            {
                if (_unread == watermark) _unread = null;
                Apply(watermark, outcome);
            }
        }
    }

    private void StartNewEpoch()
    {
        lock (_gate)
        {
            if (!_newEpochWanted) return;
        }

        _outbox.StartNewEpoch();
        lock (_gate)
        {
            _newEpochWanted = false;
            Restart();
            _rebirthAt = Now;
        }
    }

    // Inside the gate.
    private void Apply(CommittedCommand watermark, WatermarkOutcome outcome)
    {
        switch (outcome)
        {
            case WatermarkOutcome.NotAtHand:
                _unread = watermark;
                break;
            case WatermarkOutcome.Advanced:
                _window.Acknowledged(watermark.Committed, Now);
                break;
            case WatermarkOutcome.Repeated:
                _window.Repeated();
                break;
            case WatermarkOutcome.Lowered:
                CloudRestored(_logger, watermark.Committed);
                _goBackWanted = true;
                break;
            case WatermarkOutcome.AboveLast:
                AboveLast(_logger, watermark.Committed);
                _newEpochWanted = true;
                break;
            case WatermarkOutcome.Diverged:
                Diverged(_logger, watermark.Committed);
                _newEpochWanted = true;
                break;
            case WatermarkOutcome.OtherEpoch:
                _ignored++;
                break;
        }
    }

    // Inside the gate. A card that lost its last commits, or an old copy of the file, has soon given out their numbers anew, and then
    // no watermark is above the last one. So nothing is sent in a run before the cloud has said what it has of earlier ones (or kept
    // silent for too long): that can be no more than this log held when the run began, or declared as gone.
    private bool IsOldCopy(CommittedCommand watermark)
    {
        var position = _outbox.Position;
        if (_lastOfEarlierRuns is not { } last || watermark.Epoch != position.Epoch) return false;
        _lastOfEarlierRuns = null;
        return watermark.Committed > Math.Max(last, position.First - 1);
    }

    // Inside the gate.
    private void Restart()
    {
        var position = _outbox.Position;
        _window.Restart(position.Committed, position.First, Now);
        (_goBackWanted, _rebirthAt) = (false, null);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Going back to {Committed} in {DelayMs} ms; window {Window}.")]
    private static partial void GoingBack(ILogger logger, ulong committed, int delayMs, int window);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cloud has only {Committed} now: it was restored, and gets again what is still held.")]
    private static partial void CloudRestored(ILogger logger, ulong committed);

    [LoggerMessage(Level = LogLevel.Error, Message = "The cloud has {Committed} of this epoch, more than was ever made here: this outbox is an old copy.")]
    private static partial void AboveLast(ILogger logger, ulong committed);

    [LoggerMessage(Level = LogLevel.Error, Message = "The cloud's batch {Committed} of this epoch is not the one that is held here: two outboxes went on from one.")]
    private static partial void Diverged(ILogger logger, ulong committed);

    [LoggerMessage(Level = LogLevel.Error, Message = "The uplink waits for the outbox's disk: {Reason}")]
    private static partial void NoDisk(ILogger logger, string reason);
}
