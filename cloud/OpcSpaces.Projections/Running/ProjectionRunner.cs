using Microsoft.Extensions.Logging;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Timing;

namespace OpcSpaces.Projections.Running;

/// <summary>
/// Brings one projection to the journal's end and keeps it there. A failure of the projection is logged, counted and shown in
/// <see cref="Status"/>; it never reaches ingest or another projection. Outages are retried for ever, bugs a few times.
/// </summary>
internal sealed partial class ProjectionRunner(
    IProjection projection, Journal journal, ProjectionsOptions options, TimeProvider time, ILogger<ProjectionRunner> logger)
{
    private readonly RepeatedBug _bug = new(options.MostBugRetries);
    private readonly Backoff _pauses = new(new BackoffOptions(options.FirstPauseMs, options.LongestPauseMs) with { Jitter = 0 });
    private bool _isReady; // the projection holds exactly what it had at _position
    private bool _hasResumed; // at least once since the process started
    private long _position;
    private long _failures;
    private (long First, long Last) _group; // the entries that are being applied; (0, 0) outside of ApplyAsync
    private (long First, long Last) _suspects; // a bug failed on one of these: they are applied one by one
    private volatile State _state = new(ProjectionCondition.Running, time.GetUtcNow(), null);

    public ProjectionStatus Status
    {
        get
        {
            var (position, state) = (Interlocked.Read(ref _position), _state);
            return new ProjectionStatus(
                projection.Name, position, Math.Max(0, journal.LastId - position), Interlocked.Read(ref _failures),
                state.Condition, state.Since, state.Detail);
        }
    }

    /// <summary>See <see cref="IProjection.SavedPosition"/>.</summary>
    public long SavedPosition => projection.SavedPosition;

    public string Name => projection.Name;

    /// <summary>
    /// Loads what the projection has kept. To be called before anything is appended, because a journal that was restored from a backup
    /// is recognised by its end. A failure is noted, and <see cref="RunAsync"/> tries again.
    /// </summary>
    /// <exception cref="OtherJournalException">The projection has kept what came of another journal.</exception>
    public Task ResumeAsync(CancellationToken stop) => TryAsync(() => MakeReadyAsync(stop), stop, isStart: true);

    /// <summary>Runs until cancelled, or until a bug stops it; then the projection saves what it has.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && _state.Condition != ProjectionCondition.Stopped)
        {
            if (_state.Condition != ProjectionCondition.Running)
                await Task.Delay(_pauses.Next(), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await TryAsync(() => FollowAsync(stop), stop);
        }
        if (_isReady)
            await TryAsync(async () => await projection.StopAsync(), CancellationToken.None);
    }

    private async Task TryAsync(Func<Task> work, CancellationToken stop, bool isStart = false)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The process stops.
        }
        catch (OtherJournalException e) when (!isStart)
        {
            OnOtherJournal(e);
        }
        catch (Exception e) when (Outage.Is(e))
        {
            OnOutage(e);
        }
        catch (Exception e) when (e is not OtherJournalException)
        {
            OnBug(e);
        }
    }

    private async Task MakeReadyAsync(CancellationToken stop)
    {
        if (_isReady)
            return;
        var journalEnd = _hasResumed ? journal.LastId : journal.LastIdAtOpening;
        Interlocked.Exchange(ref _position, await projection.ResumeAsync(journal, journalEnd, stop));
        (_isReady, _hasResumed) = (true, true);
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        await MakeReadyAsync(stop);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var isSuspect = _position + 1 >= _suspects.First && _position < _suspects.Last;
            var entries = journal.Read(_position, isSuspect ? 1 : options.GroupEntries, options.GroupBytes);
            if (entries.Count == 0)
            {
                OnProgress(); // nothing is left to fail on
                await journal.WaitAsync(_position, stop);
                continue;
            }
            _group = (entries[0].Id, entries[^1].Id);
            await projection.ApplyAsync(entries, stop);
            Interlocked.Exchange(ref _position, _group.Last);
            _group = default;
            if (!isSuspect)
                OnProgress();
            if (projection.Pace > TimeSpan.Zero && _position == journal.LastId)
                await Task.Delay(projection.Pace, time, stop);
        }
    }

    private void OnProgress()
    {
        if (_state.Condition == ProjectionCondition.Running)
            return;
        _pauses.Succeeded();
        _state = new State(ProjectionCondition.Running, time.GetUtcNow(), null);
        LogRecovered(projection.Name, _position);
    }

    private void OnOutage(Exception e)
    {
        (_isReady, _group) = (false, default);
        Interlocked.Increment(ref _failures);
        if (_state.Detail != e.Message)
            LogOutage(e, projection.Name, _position);
        SetTrouble(ProjectionCondition.Waiting, e.Message);
    }

    // Its store was away when the process started.
    private void OnOtherJournal(OtherJournalException e)
    {
        Interlocked.Increment(ref _failures);
        (_isReady, _group) = (false, default);
        LogOtherJournal(projection.Name, e.Message);
        SetTrouble(ProjectionCondition.Stopped, e.Message);
    }

    private void OnBug(Exception e)
    {
        Interlocked.Increment(ref _failures);
        var place = _group == default ? "while it resumed or saved" : $"at entry {_group.First}";
        var isHopeless = _bug.IsHopeless(_group == default ? _position : _group.First);
        if (_group != default)
            _suspects = _group;
        (_isReady, _group) = (false, default);
        if (isHopeless)
            LogStopped(e, projection.Name, place, options.MostBugRetries + 1);
        else
            LogBug(e, projection.Name, place);
        SetTrouble(isHopeless ? ProjectionCondition.Stopped : ProjectionCondition.Failing, $"{e.GetType().Name} {place}: {e.Message}");
    }

    private void SetTrouble(ProjectionCondition condition, string detail)
    {
        var since = _state.Condition == condition ? _state.Since : time.GetUtcNow();
        _state = new State(condition, since, detail);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The projection {Name} cannot continue after entry {Position}. It retries, and logs this again only when the reason changes")]
    private partial void LogOutage(Exception exception, string name, long position);

    [LoggerMessage(Level = LogLevel.Error, Message = "The projection {Name} failed {Place}. It retries")]
    private partial void LogBug(Exception exception, string name, string place);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The projection {Name} has stopped: it failed {Place}, {Attempts} times in a row. It stays stopped until the process restarts; ingest and the other projections go on")]
    private partial void LogStopped(Exception exception, string name, string place, int attempts);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The projection {Name} has stopped, and changed nothing: {Why}")]
    private partial void LogOtherJournal(string name, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "The projection {Name} works again, at entry {Position}")]
    private partial void LogRecovered(string name, long position);

    private sealed record State(ProjectionCondition Condition, DateTimeOffset Since, string? Detail);
}
