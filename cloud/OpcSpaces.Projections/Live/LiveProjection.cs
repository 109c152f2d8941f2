using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OpcSpaces.Projections.Running;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Live;

/// <summary>
/// Keeps <see cref="LiveState"/> at the journal's end and its snapshot file not far behind. Saving happens beside, on copies,
/// so that no reader waits for it.
/// </summary>
internal sealed partial class LiveProjection(
    LiveState live, string snapshotPath, TimeSpan saveEvery, TimeProvider time, ILogger<LiveProjection> logger) : IProjection, IDisposable
{
    private readonly LiveFold _fold = new(live);
    private readonly LiveSnapshotFile _file = new(snapshotPath);
    private Task _saving = Task.CompletedTask;
    private long _savedAt = time.GetTimestamp();
    private volatile bool _saveEverything;

    public string Name => LiveHosting.ProjectionName;

    public TimeSpan Pace => TimeSpan.Zero;

    public async ValueTask<long> ResumeAsync(Journal journal, long journalEnd, CancellationToken cancellation)
    {
        await _saving;
        _fold.Clear();
        var position = _file.Load(live);
        if (position > journalEnd)
        {
            // The journal was restored from a backup: what we know beyond its end will come again, in another order.
            LogBeyondJournal(position, journalEnd);
            _file.Clear();
            _fold.Clear();
            position = 0;
        }
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

    public void Dispose()
    {
        // A save under way has the file until it is done.
        Task.WaitAny(_saving);
        _file.Dispose();
    }

    private void BeginSave()
    {
        _savedAt = time.GetTimestamp();
        var save = live.TakeChanges(_saveEverything);
        _saveEverything = false;
        _saving = Task.Run(() => Save(save));
    }

    private void Save(LiveSave save)
    {
        try
        {
            _file.Save(save);
        }
        catch (SqliteException e)
        {
            // The file still holds an older position and what belongs to it; the next save brings all that changed since.
            _saveEverything = true;
            LogNotSaved(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live state was saved at entry {Position}, but the journal ends at {LastId}: building it anew")]
    private partial void LogBeyondJournal(long position, long lastId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live state could not be saved; it is tried again")]
    private partial void LogNotSaved(Exception exception);
}
