using Microsoft.Extensions.Logging;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Storage.DeadLetters;

/// <summary>
/// Keeps what could not be understood, up to a total size, and counts every reason. A letter from a journal entry is kept and counted
/// once, however often that entry is read. Adding never throws: letters that the disk does not accept are counted in
/// <see cref="NotKept"/>. Thread-safe.
/// </summary>
public sealed partial class DeadLetterTable : IDisposable
{
    private readonly Lock _gate = new(); // guards the database and its statements
    private readonly DeadLetterOptions _options;
    private readonly ILogger<DeadLetterTable> _logger;
    private readonly SqliteDatabase _database;
    private readonly DeadLetterStatements _statements;
    private long _notKept;
    private bool _disposed;

    /// <summary>Opens the table, or creates a new one.</summary>
    /// <exception cref="SqliteFormatException">The file is something else, damaged, or of a newer version.</exception>
    public DeadLetterTable(DeadLetterOptions options, ILogger<DeadLetterTable> logger)
    {
        (_options, _logger) = (options, logger);
        (_database, _statements) = SqliteFile.Open(
            options.Path, options.Vfs, DeadLetterFormat.Format,
            database =>
            {
                database.Execute("PRAGMA secure_delete=1"); // letters may have pseudonyms
                _ = database.QueryInt64("SELECT bytes FROM total"); // damage is found now and not with the first letter
                return (database, new DeadLetterStatements(database));
            });
    }

    /// <summary>Letters that the disk did not accept, since this process started.</summary>
    public long NotKept => Interlocked.Read(ref _notKept);

    /// <summary>Letters that were deleted to make room for newer ones, ever.</summary>
    public long Evicted => Locked(() => _database.QueryInt64("SELECT evicted FROM total"));

    /// <summary>Payload and text bytes of the letters that are stored.</summary>
    public long Bytes => Locked(() => _database.QueryInt64("SELECT bytes FROM total"));

    public IReadOnlyList<DeadLetterCount> Counts => Locked(_statements.Counts);

    public void Add(DeadLetter letter) => Add([letter]);

    /// <summary>Adds letters in one transaction.</summary>
    public void Add(IReadOnlyList<DeadLetter> letters)
    {
        if (letters.Count == 0)
            return;
        lock (_gate)
        {
            if (_disposed)
            {
                Interlocked.Add(ref _notKept, letters.Count);
                return;
            }
            try
            {
                _database.Execute("BEGIN IMMEDIATE");
                foreach (var letter in letters)
                    _statements.Insert(letter, _options.MaxPayloadBytes);
                _statements.Evict(_options.MaxTotalBytes);
                _database.Execute("COMMIT");
            }
            catch (Exception e)
            {
                _database.Rollback();
                if (Interlocked.Add(ref _notKept, letters.Count) == letters.Count)
                    LogNotKept(e);
            }
        }
    }

    /// <summary>
    /// The journal was restored from a backup and no longer has the entries after <paramref name="journalId"/>. Their letters stay but
    /// belong to no entry, so that they are not confused with letters of the entries that get these ids next. Never throws.
    /// </summary>
    public void ForgetOrigins(long journalId) => OfOrigins(() => _statements.ForgetOrigins(journalId));

    /// <summary>
    /// From now on the ids of letters are those of this journal's entries. Letters of another journal stay but belong to no entry. Never throws.
    /// </summary>
    public void BelongTo(JournalIdentity journal) => OfOrigins(() => _database.Transact(() => _statements.BelongTo(journal)));

    /// <summary>Removes the letters that were received before a time, because their retention has ended; reasons stay counted.</summary>
    /// <returns>How many, and the first and the last time of them in ms since 1970 UTC.</returns>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The disk does not allow it; nothing was removed.</exception>
    public (long Count, long FromMs, long ToMs) Expire(DateTimeOffset before) => Locked(() =>
    {
        var expired = (Count: 0L, FromMs: 0L, ToMs: 0L);
        if (!_disposed) _database.Transact(() => expired = _statements.Expire(before.ToUnixTimeMilliseconds()));
        return expired;
    });

    /// <summary>How many letters were received before a time.</summary>
    public long CountBefore(DateTimeOffset before) => Locked(() => _statements.CountBefore(before.ToUnixTimeMilliseconds()));

    /// <summary>The newest letters, newest first.</summary>
    public IReadOnlyList<StoredDeadLetter> ReadNewest(int limit) => Locked(() => _statements.Newest(limit));

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _database.Dispose();
        }
    }

    private void OfOrigins(Action work)
    {
        lock (_gate)
        {
            try
            {
                if (!_disposed)
                    work();
            }
            catch (Exception e)
            {
                LogOriginsNotForgotten(e);
            }
        }
    }

    private T Locked<T>(Func<T> work)
    {
        lock (_gate)
            return work();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A dead letter could not be kept; further ones are only counted.")]
    private partial void LogNotKept(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Dead letters of journal entries that no longer exist could not be detached from their ids: a letter of a new entry with the same id may be taken for one of them and not be kept.")]
    private partial void LogOriginsNotForgotten(Exception exception);
}
