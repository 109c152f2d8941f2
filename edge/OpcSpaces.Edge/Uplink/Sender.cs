using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Sqlite;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Uplink;

/// <summary>
/// Sends the batches of the outbox in order, from the watermark on and within the window, over the current session. It goes back to
/// the watermark, after a rebirth, when the cloud repeats the watermark, when there is no progress, when the cloud was restored, and
/// when the rows that should come next no longer exist. One loop sends; events from other threads change its state under the gate.
/// </summary>
internal sealed partial class Sender : IDisposable
{
    private const int ReadAtOnce = 64;

    // With the usual patience of 10 s, which doubles, this is after a minute.
    private const int Fruitless = 3;
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

    // The last number of earlier runs, until the cloud has sent its watermark: see IsOldCopy.
    private ulong? _lastOfEarlierRuns;
    private TimeSpan _sessionSince;

    // A watermark whose chain link must be compared on disk. The loop does that.
    private CommittedCommand? _unread;

    public Sender(OutboxLog outbox, UplinkConfig config, TimeProvider time, Random random, ILogger logger)
    {
        (_outbox, _time, _logger) = (outbox, time, logger);
        _window = new SendWindow(config, random);
        _wakeUp = new WakeUp(time);
        _started = time.GetTimestamp();
        if (outbox.Position.LastSequence is > 0 and var last) _lastOfEarlierRuns = last;
        // On the thread of the commit: a switch to another thread would cost more than sending the batch that was just committed.
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

    /// <summary>A session has begun and its births are sent; or it has ended, when <paramref name="session"/> is null.</summary>
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

    /// <summary>The births were sent again, so the cloud expects the batch after the watermark.</summary>
    public void OnReborn()
    {
        lock (_gate) Restart();
        _wakeUp.Call();
    }

    /// <summary>The cloud has sent its watermark.</summary>
    public void OnWatermark(CommittedCommand watermark)
    {
        bool isNews;
        lock (_gate)
        {
            var heardFirst = _lastOfEarlierRuns is not null;
            // While an earlier watermark waits for the disk, this one must wait as well, to keep their order.
            if (_unread is not null) _unread = watermark;
            else Apply(watermark, IsOldCopy(watermark) ? WatermarkOutcome.AboveLast : _outbox.OnWatermark(watermark));

            // After most watermarks nothing is left to do. To wake up for them would double the number of wake-ups.
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
                    // A backlog: commits must not wait until it is sent.
                    await Task.Yield();
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped while a batch was being sent. It is in the outbox, and will be sent again.
        }
    }

    public void Dispose()
    {
        _outbox.Appended -= _wakeUp.CallHere;
        _wakeUp.Dispose();
    }

    // True when there may be more to do immediately.
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
                    // False when the session has ended; its end wakes the loop.
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
                if (_window.FruitlessGoBacks >= Fruitless) Unconfirmed(_logger, _window.FruitlessGoBacks, _outbox.Position.Committed);
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

    // The batch counts as sent before it is handed over, because the watermark may arrive before the call returns.
    private bool MaySend(IUplinkSession session, OutboxBatch batch)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(session, _session) || _goBackWanted || _newEpochWanted || batch.Sequence < _window.Next) return false;
            if (batch.Sequence > _window.Next)
            {
                // Rows gave way to the disk budget, or a go-back came in between. Only a birth can tell the cloud.
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
            case WatermarkOutcome.LinkIsOnDisk:
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

    // Inside the gate. An SD card that lost its last commits, or an old copy of the file, soon uses the same numbers for new batches;
    // then no watermark is above the last number any more. So each run sends nothing before the cloud has told its watermark (or has
    // not answered for some time). That watermark must not be above what this log held, or had declared as gone, when the run began.
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Sending again from batch {Committed} in {DelayMs} ms; the window is {Window} batches")]
    private static partial void GoingBack(ILogger logger, ulong committed, int delayMs, int window);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cloud has confirmed nothing after batch {Committed}, although it was sent {Times} times. Readings are kept. Check that the cloud runs and uses this broker, and that the broker lets this gateway publish its data and read its commands (spBv1.0/GROUP/NCMD/GATEWAY)")]
    private static partial void Unconfirmed(ILogger logger, int times, ulong committed);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cloud was restored and has only batch {Committed}: all later batches that are still in the outbox are sent again")]
    private static partial void CloudRestored(ILogger logger, ulong committed);

    [LoggerMessage(Level = LogLevel.Error, Message = "The cloud has batch {Committed} of this epoch, which this outbox never made: outbox.db is an old copy. A new epoch begins")]
    private static partial void AboveLast(ILogger logger, ulong committed);

    [LoggerMessage(Level = LogLevel.Error, Message = "The cloud has another batch {Committed} of this epoch: two gateways continued from one copy of outbox.db. A new epoch begins")]
    private static partial void Diverged(ILogger logger, ulong committed);

    [LoggerMessage(Level = LogLevel.Error, Message = "Cannot read the outbox, will try again: {Reason}")]
    private static partial void NoDisk(ILogger logger, string reason);
}
