using OpcSpaces.Cloud.Settings;
using OpcSpaces.Storage.Deletions;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>
/// Deletes what is due, one kind after the other, every hour or so, and logs every deletion. A kind that fails is tried again with the next run and
/// keeps none of the others. Nothing is deleted by a clock that seems to be wrong: what is deleted does not come back.
/// </summary>
internal sealed partial class PrivacyService : BackgroundService
{
    // Projections catch up first.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(5);

    // The journal has an entry every ten minutes.
    private static readonly TimeSpan LongestStep = TimeSpan.FromDays(1);

    private readonly IReadOnlyList<IRetention> _retentions;
    private readonly DeletionLog _log;
    private readonly TimeSpan _every;
    private readonly Func<DateTimeOffset?> _newestReceipt;
    private readonly TimeProvider _time;
    private readonly ILogger<PrivacyService> _logger;
    private (DateTimeOffset Wall, long Timestamp) _trusted; // when a run last believed the clock; of the one caller that runs
    private readonly Lock _gate = new(); // guards _status
    private readonly RetentionStatus[] _status;

    /// <param name="retentions">The kinds.</param>
    /// <param name="log">Takes every deletion.</param>
    /// <param name="options">How often.</param>
    /// <param name="newestReceipt">When the newest entry of the journal was received; null for an empty one.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The logger.</param>
    public PrivacyService(
        IEnumerable<IRetention> retentions, DeletionLog log, PrivacyOptions options, Func<DateTimeOffset?> newestReceipt, TimeProvider time, ILogger<PrivacyService> logger)
    {
        (_retentions, _log, _every, _newestReceipt, _time, _logger) = ([.. retentions], log, TimeSpan.FromMinutes(options.EveryMinutes), newestReceipt, time, logger);
        _trusted = (time.GetUtcNow(), time.GetTimestamp());
        _status = [.. _retentions.Select(it => new RetentionStatus(it.Rule.Kind, it.Rule.Setting, false, null, null, 0, null, null, null))];
    }

    /// <summary>How each kind is doing. Thread-safe.</summary>
    public IReadOnlyList<RetentionStatus> Status
    {
        get
        {
            lock (_gate) return [.. _status];
        }
    }

    /// <summary>One run over all kinds; none where the clock seems to be wrong, which is a fault of each.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (FaultOfClock() is { } fault)
        {
            for (var i = 0; i < _retentions.Count; i++) Set(i, status => status with { Fault = fault, FaultSince = status.FaultSince ?? _time.GetUtcNow() });
            LogClock(fault);
            return;
        }

        for (var i = 0; i < _retentions.Count; i++) await RunAsync(i, stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(FirstPause < _every ? FirstPause : _every, _time, stoppingToken);
            while (true)
            {
                await RunAsync(stoppingToken);
                await Task.Delay(_every, _time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private string? FaultOfClock()
    {
        var (now, timestamp) = (_time.GetUtcNow(), _time.GetTimestamp());
        DateTimeOffset? newestReceipt;
        try
        {
            newestReceipt = _newestReceipt();
        }
        catch (JournalUnavailableException e)
        {
            return e.Message;
        }

        if (newestReceipt is { } newest && now - newest > LongestStep)
            return $"The clock says {now:u}, and the newest entry of the journal was received at {newest:u}: nothing is deleted until the journal has an entry of about now. Check the clock of this machine";
        // A step of the clock, or a machine that was asleep: nobody can tell from here.
        if (now - _trusted.Wall - _time.GetElapsedTime(_trusted.Timestamp, timestamp) is var step && step > LongestStep)
            return $"The clock went forward by {step.TotalDays:N1} days since {_trusted.Wall:u}, to {now:u}: nothing is deleted. Set the clock of this machine, or restart the cloud if the clock is right";
        _trusted = (now, timestamp);
        return null;
    }

    private async Task RunAsync(int index, CancellationToken stop)
    {
        var (retention, now) = (_retentions[index], _time.GetUtcNow());
        var before = retention.DueBefore(now);
        Set(index, status => status with { IsRunning = true });
        try
        {
            var heldBack = await retention.RunAsync(before, deletion => Log(index, deletion), stop);
            Set(index, status => status with { IsRunning = false, DoneAt = _time.GetUtcNow(), DoneBefore = before, HeldBack = heldBack, Fault = null, FaultSince = null });
            if (heldBack is not null) LogHeldBack(retention.Rule.Kind, before, heldBack);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Set(index, status => status with { IsRunning = false });
            throw;
        }
        catch (Exception e)
        {
            // Whatever it is: that one kind cannot be deleted must not keep the others.
            Set(index, status => status with { IsRunning = false, Fault = e.Message, FaultSince = status.FaultSince ?? now });
            LogFailed(e, retention.Rule.Kind, retention.Rule.Setting);
        }
    }

    private void Log(int index, Deletion deletion)
    {
        _log.Add(deletion, _time.GetUtcNow());
        Set(index, status => status with { Deleted = status.Deleted + (deletion.Count ?? 0) });
        LogDeleted(deletion.Kind, deletion.Count, deletion.To, deletion.Rule);
    }

    private void Set(int index, Func<RetentionStatus, RetentionStatus> change)
    {
        lock (_gate) _status[index] = change(_status[index]);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Deleted {Count} of {Kind} up to {To:u} ({Rule})")]
    private partial void LogDeleted(string kind, long? count, DateTimeOffset to, string rule);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Some of {Kind} before {Before:u} is still there: {Why}")]
    private partial void LogHeldBack(string kind, DateTimeOffset before, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing is deleted: {Fault}")]
    private partial void LogClock(string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "What is due of {Kind} could not be deleted ({Rule}). It is tried again with the next run")]
    private partial void LogFailed(Exception exception, string kind, string rule);
}
