using Microsoft.Extensions.Logging;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Running;

/// <summary>
/// Brings one projection to the journal's end and keeps it there. A projection that fails is counted, waits, and goes on from
/// what it has kept; ingest and the other projections never notice.
/// </summary>
internal sealed partial class ProjectionRunner(
    IProjection projection, Journal journal, IngestOptions options, TimeProvider time, ILogger<ProjectionRunner> logger)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private long _position;
    private long _failures;
    private volatile string? _detail;

    public ProjectionStatus Status
    {
        get
        {
            var position = Interlocked.Read(ref _position);
            return new ProjectionStatus(
                projection.Name, position, Math.Max(0, journal.LastId - position), Interlocked.Read(ref _failures), _detail);
        }
    }

    /// <summary>Takes up the kept position. To be called before anything is appended, while a journal that was restored from a backup can still be told.</summary>
    public async Task ResumeAsync(CancellationToken cancellation) =>
        Interlocked.Exchange(ref _position, await projection.ResumeAsync(journal, cancellation));

    /// <summary>Runs until cancelled; then the projection keeps what it has.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var pause = ShortestPause;
        var isReady = true; // after a failure only once it has taken up again what it kept
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (!isReady)
                    await ResumeAsync(stop);
                isReady = true;
                await FollowAsync(() => (pause, _detail) = (ShortestPause, null), stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                isReady = false;
                Interlocked.Increment(ref _failures);
                if (_detail != e.Message)
                    LogFailed(e, projection.Name, Interlocked.Read(ref _position), pause.TotalSeconds);
                _detail = e.Message;
                await Task.Delay(pause, time, stop).ContinueWith(_ => { }, TaskScheduler.Default);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
        await projection.StopAsync();
    }

    private async Task FollowAsync(Action succeeded, CancellationToken stop)
    {
        while (true)
        {
            var entries = journal.Read(_position, options.ProjectionEntries, options.ProjectionBytes);
            if (entries.Count == 0)
            {
                await journal.WaitAsync(_position, stop);
                continue;
            }
            await projection.ApplyAsync(entries, stop);
            Interlocked.Exchange(ref _position, entries[^1].Id);
            succeeded();
            if (projection.Pace > TimeSpan.Zero && entries[^1].Id == journal.LastId)
                await Task.Delay(projection.Pace, time, stop);
            stop.ThrowIfCancellationRequested();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The projection {Name} failed behind entry {Position}; again in {PauseSeconds} s, and then without a further word while it is the same")]
    private partial void LogFailed(Exception exception, string name, long position, double pauseSeconds);
}
