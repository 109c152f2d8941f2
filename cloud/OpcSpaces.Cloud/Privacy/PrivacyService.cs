using OpcSpaces.Cloud.Settings;
using OpcSpaces.Storage.Deletions;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>
/// Deletes what is due, one kind after the other, every hour or so, and logs every deletion. A kind that fails is tried again with the next run and
/// keeps none of the others.
/// </summary>
internal sealed partial class PrivacyService : BackgroundService
{
    // Projections catch up first.
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(5);

    private readonly IReadOnlyList<IRetention> _retentions;
    private readonly DeletionLog _log;
    private readonly TimeSpan _every;
    private readonly TimeProvider _time;
    private readonly ILogger<PrivacyService> _logger;
    private readonly Lock _gate = new(); // guards _status
    private readonly RetentionStatus[] _status;

    public PrivacyService(IEnumerable<IRetention> retentions, DeletionLog log, PrivacyOptions options, TimeProvider time, ILogger<PrivacyService> logger)
    {
        (_retentions, _log, _every, _time, _logger) = ([.. retentions], log, TimeSpan.FromMinutes(options.EveryMinutes), time, logger);
        _status = [.. _retentions.Select(it => new RetentionStatus(it.Kind, it.Rule, false, null, null, 0, null, null, null))];
    }

    /// <summary>How each kind is doing. Thread-safe.</summary>
    public IReadOnlyList<RetentionStatus> Status
    {
        get
        {
            lock (_gate) return [.. _status];
        }
    }

    /// <summary>One run over all kinds.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
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

    private async Task RunAsync(int index, CancellationToken stop)
    {
        var (retention, now) = (_retentions[index], _time.GetUtcNow());
        var before = retention.DueBefore(now);
        Set(index, status => status with { IsRunning = true });
        try
        {
            var heldBack = await retention.RunAsync(before, deletion => Log(index, deletion), stop);
            Set(index, status => status with { IsRunning = false, DoneAt = _time.GetUtcNow(), DoneBefore = before, HeldBack = heldBack, Fault = null, FaultSince = null });
            if (heldBack is not null) LogHeldBack(retention.Kind, before, heldBack);
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
            LogFailed(e, retention.Kind, retention.Rule);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "What is due of {Kind} could not be deleted ({Rule}). It is tried again with the next run")]
    private partial void LogFailed(Exception exception, string kind, string rule);
}
