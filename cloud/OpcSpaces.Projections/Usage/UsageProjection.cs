using System.Text.Json;
using Microsoft.Extensions.Logging;
using OpcSpaces.Projections.Running;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;

namespace OpcSpaces.Projections.Usage;

/// <summary>
/// Writes usage records. What it has counted is saved now and then, together with its position; after a crash it reads from there again
/// and makes the same records, which the store has already.
/// </summary>
internal sealed partial class UsageProjection(IUsageStore store, TimeSpan saveEvery, TimeSpan pace, TimeProvider time, ILogger<UsageProjection> logger) : IProjection
{
    // So many records share a transaction while the projection is far behind.
    private const int MostPending = 4_096;

    private readonly UsageFold _fold = new();
    private readonly List<EmittedRecord> _pending = [];
    private Journal _journal = null!;
    private long _position;
    private long _savedPosition;
    private long _openSinceMs;
    private long _savedAt = time.GetTimestamp();

    public string Name => UsageProjectionHosting.ProjectionName;

    public TimeSpan Pace { get; } = pace;

    public long SavedPosition => Volatile.Read(ref _savedPosition);

    /// <summary>The beginning of the oldest hour that was not closed when the state was last saved, in ms since 1970 UTC; the largest number where there was none. Thread-safe.</summary>
    public long OpenSinceMs => Volatile.Read(ref _openSinceMs);

    public ValueTask<long> ResumeAsync(Journal journal, long journalEnd, CancellationToken cancellation)
    {
        _journal = journal;
        _pending.Clear();
        store.BelongTo(journal.Identity);
        var snapshot = store.ReadSnapshot();
        var restart = UsageRestart.Of(journal);
        if (snapshot is not null && snapshot.Version != UsageFold.Version)
        {
            LogOtherVersion(snapshot.Version, UsageFold.Version);
            restart.Discard(store);
            snapshot = null;
        }
        else if (snapshot is null || snapshot.Position > journalEnd)
        {
            // Of a journal that was restored from a backup, what came of later entries comes again, and otherwise.
            if (snapshot is not null) LogBeyondJournal(snapshot.Position, journalEnd);
            store.DiscardAfter(journalEnd);
            snapshot = null;
        }
        else if (snapshot.Position < journal.ExpiredThrough)
        {
            // Of a store that was restored from a backup, or lost its newest commits with the power: what held at the snapshot must not seem to hold all the time since.
            LogBehindExpiry(snapshot.Position, journal.ExpiredThrough);
            snapshot = null;
        }

        if (Read(snapshot) is { } state)
        {
            _fold.Load(state, journal.ReadBirths(snapshot!.Position));
            _position = snapshot.Position;
        }
        else
        {
            // Another version made them: those that are made again would differ.
            if (restart.CompleteFromMs > 0) restart.Discard(store);
            if (journal.RebuildStart is { } start) LogExpired(start.ReceivedAt, restart.Position);
            restart.Begin(_fold, journal);
            _position = restart.Position;
        }

        Volatile.Write(ref _savedPosition, _position);
        Volatile.Write(ref _openSinceMs, _fold.OpenSinceMs);
        return ValueTask.FromResult(_position);
    }

    public ValueTask ApplyAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        foreach (var entry in entries) _fold.Apply(entry);
        _position = entries[^1].Id;
        _pending.AddRange(_fold.TakeEmitted());
        var isDue = time.GetElapsedTime(_savedAt) >= saveEvery;
        if (isDue || _pending.Count >= MostPending || (_pending.Count > 0 && _position == _journal.LastId)) Write(isDue);
        return ValueTask.CompletedTask;
    }

    public ValueTask StopAsync()
    {
        if (_position != _savedPosition) Write(withSnapshot: true);
        return ValueTask.CompletedTask;
    }

    private void Write(bool withSnapshot)
    {
        store.Write(_pending, withSnapshot ? new UsageSnapshot(UsageFold.Version, _position, _fold.Save().ToBytes()) : null);
        _pending.Clear();
        if (!withSnapshot) return;
        Volatile.Write(ref _openSinceMs, _fold.OpenSinceMs);
        Volatile.Write(ref _savedPosition, _position);
        _savedAt = time.GetTimestamp();
    }

    private UsageState? Read(UsageSnapshot? snapshot)
    {
        if (snapshot is null) return null;
        try
        {
            return UsageState.Read(snapshot.Content);
        }
        catch (JsonException e)
        {
            LogNotRead(e);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The usage records were made by version {Found} of their projection, and this one is {Version}: they are made again from the journal")]
    private partial void LogOtherVersion(int found, int version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage was saved at entry {Position}, but the journal ends at {LastId}: later records are discarded, and the journal is read again")]
    private partial void LogBeyondJournal(long position, long lastId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Usage was saved at entry {Position}, and readings up to entry {Through} have expired since: records of the time between that are not there already are never made. Restore a newer backup of the usage records if there is one")]
    private partial void LogBehindExpiry(long position, long through);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Readings that came before {Before:u} have expired: usage records are made from entry {Position} on, and what the readings before it gave is kept where it is there, and never made again")]
    private partial void LogExpired(DateTimeOffset before, long position);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What usage had counted cannot be read. The journal is read again, and the records stay as they are")]
    private partial void LogNotRead(Exception exception);
}
