using Microsoft.Extensions.Logging;
using OpcSpaces.Projections.Running;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Live;

/// <summary>
/// Keeps <see cref="LiveState"/> at the journal's end and its snapshot file not far behind. Saving works on copies on another
/// thread, so that no reader waits for it.
/// </summary>
internal sealed partial class LiveProjection(
    LiveState live, string snapshotPath, TimeSpan saveEvery, TimeProvider time, ILogger<LiveProjection> logger) : IProjection, IDisposable
{
    private readonly LiveFold _fold = new(live);
    private readonly LiveSnapshotFile _file = new(snapshotPath);
    private Task _saving = Task.CompletedTask;
    private long _savedAt = time.GetTimestamp();
    private long _savedPosition; // written by the save under way, read after it and by SavedPosition

    public string Name => LiveProjectionHosting.ProjectionName;

    public TimeSpan Pace => TimeSpan.Zero;

    public long SavedPosition => Volatile.Read(ref _savedPosition);

    public async ValueTask<long> ResumeAsync(Journal journal, long journalEnd, CancellationToken cancellation)
    {
        await _saving;
        _fold.Clear();
        _file.Journal = journal.Identity.Id;
        var position = _file.Load(live, out var reason);
        if (reason is not null && journalEnd > 0)
            LogNotUsed(reason.TrimEnd('.'), journalEnd);
        if (position > journalEnd)
        {
            // The journal was restored from a backup: what the snapshot has beyond its end will come again, in another order.
            LogBeyondJournal(position, journalEnd);
            _file.Delete();
            _fold.Clear();
            position = 0;
        }
        Volatile.Write(ref _savedPosition, position);
        if (position > 0)
            _fold.Resume(journal.ReadBirths(position), position);
        return position;
    }

    public ValueTask ApplyAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        _fold.Apply(entries);
        if (_saving.IsCompleted && time.GetElapsedTime(_savedAt) >= saveEvery)
            BeginSave();
        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync()
    {
        await _saving;
        BeginSave();
        await _saving;
    }

    // A save under way writes the file until it is done.
    public void Dispose() => Task.WaitAny(_saving);

    /// <summary>Saves everything, unless the file already holds for this position: the state is a function of it.</summary>
    private void BeginSave()
    {
        _savedAt = time.GetTimestamp();
        if (live.Position == _savedPosition)
            return;
        var save = live.CopyForSaving();
        _saving = Task.Run(() => Save(save));
    }

    private void Save(LiveSave save)
    {
        try
        {
            _file.Save(save);
            Volatile.Write(ref _savedPosition, save.Position);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNotSaved(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The saved live state is not used: {Reason}. It is built again from the {Entries} entries of the journal")]
    private partial void LogNotUsed(string reason, long entries);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live state was saved at entry {Position}, but the journal ends at {LastId}: it is built again from the journal.")]
    private partial void LogBeyondJournal(long position, long lastId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live state could not be saved. The next attempt is at the next interval. The older file stays in place.")]
    private partial void LogNotSaved(Exception exception);
}
