using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OpcSpaces.Sqlite;

namespace OpcSpaces.Databases;

/// <summary>A database of EF Core: opens it, brings its tables to this version, makes contexts, and turns what the database throws into two exceptions. Thread-safe.</summary>
public sealed class EfDatabase<TContext> : IDisposable
    where TContext : DbContext
{
    private readonly DatabasePlace _at;
    private readonly DatabaseKind<TContext> _kind;
    private readonly TimeProvider _time;
    private readonly Lock _opening = new(); // guards _isOpen, _failure, _kept and _postgres, which are written inside of it alone
    private NpgsqlDataSource? _postgres;
    private SqliteConnection? _kept;
    private volatile bool _isOpen;
    private volatile FailedOpening? _failure;

    /// <param name="at">Where it is.</param>
    /// <param name="kind">What it is for.</param>
    /// <param name="time">The clock of the pause after an opening that failed; null for that of the system.</param>
    public EfDatabase(DatabasePlace at, DatabaseKind<TContext> kind, TimeProvider? time = null) => (_at, _kind, _time) = (at, kind, time ?? TimeProvider.System);

    // After a server could not be reached, it is not tried again for so long: who asks in the meantime gets the answer of the last try at once.
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    /// <summary>Where it is, for messages: never with a user or a password.</summary>
    public string Place => IsSqlite ? $"'{_at.Path}'" : $"the PostgreSQL database of the {_kind.ShortName}";

    /// <summary>All reads of one transaction see one moment. In SQLite, this name asks for a transaction that does not wait for the writer.</summary>
    public IsolationLevel ReadIsolation => IsSqlite ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead;

    private bool IsSqlite => _at.Provider == DatabaseProvider.Sqlite;

    /// <summary>
    /// Opens the database for writing, and brings its tables to this version. Does nothing when it is open. After a server could not be reached, nobody
    /// waits for a try of somebody else: a connection that times out takes as long as it takes, and each request asks.
    /// </summary>
    /// <exception cref="DatabaseUnavailableException">It cannot be reached now. The kind may have an exception of its own for it.</exception>
    /// <exception cref="DatabaseRefusedException">It is foreign, newer or damaged, or its settings are wrong. The kind may have an exception of its own for it.</exception>
    public void Open()
    {
        if (_isOpen) return;
        if (_failure is not { } failure) _opening.Enter();
        else if (IsFresh(failure) || !_opening.TryEnter()) throw Again(failure);
        try
        {
            if (_isOpen) return;
            // Somebody else has tried while this one waited for the lock.
            if (_failure is { } other && IsFresh(other)) throw Again(other);
            Guard(OpenNow);
            if (IsSqlite) Guard(KeepOpen);
            (_isOpen, _failure) = (true, null);
        }
        catch (Exception e) when (!IsSqlite && !_isOpen && Cause(e) is { } cause && !IsFresh(_failure))
        {
            _failure = new FailedOpening(e.Message, cause, _time.GetTimestamp());
            throw;
        }
        finally
        {
            _opening.Exit();
        }
    }

    /// <summary>Whether there is a database to read; a missing SQLite file is none, and it is not created.</summary>
    /// <exception cref="DatabaseUnavailableException">As of <see cref="Open"/>.</exception>
    /// <exception cref="DatabaseRefusedException">It is of an older or a newer version: start the cloud, which upgrades it, or use a newer program.</exception>
    public bool OpenForReading()
    {
        lock (_opening)
        {
            if (_isOpen) return true;
            if (IsSqlite && !File.Exists(_at.Path)) return false;
            _isOpen = Guard(() =>
            {
                using var context = Create();
                RefuseNewer(context);
                var pending = context.Database.GetPendingMigrations().Count();
                if (pending == context.Database.GetMigrations().Count()) return false;
                return pending == 0 ? true : throw _kind.Refused($"{Place} is of an older version: start the cloud once, which upgrades it.", null);
            });
            return _isOpen;
        }
    }

    /// <summary>A new context; the caller disposes it.</summary>
    public TContext Create() => _kind.Create(IsSqlite
        ? DatabaseConnection.Sqlite(SqliteAddress())
        : DatabaseConnection.Postgres(_postgres ??= NpgsqlDataSource.Create(PostgresAddress.Read(_at)), _kind.Schema));

    /// <summary>Reads or writes with a context of its own, on the open database.</summary>
    /// <exception cref="DatabaseUnavailableException">As of <see cref="Open"/>.</exception>
    public T Use<T>(Func<TContext, T> work) => Guard(() =>
    {
        Open();
        using var context = Create();
        return work(context);
    });

    /// <summary>The same in one transaction, which has what <paramref name="work"/> has left to be saved: all of it or nothing.</summary>
    /// <exception cref="DatabaseUnavailableException">As of <see cref="Open"/>, and when it is not known whether it was stored.</exception>
    public T Change<T>(Func<TContext, T> work) => Use(context =>
    {
        using var transaction = context.Database.BeginTransaction();
        var result = work(context);
        context.SaveChanges();
        transaction.Commit();
        return result;
    });

    /// <summary>Runs <paramref name="work"/> and turns what the database throws into the exceptions of this class.</summary>
    public T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (Translated(e) is { } translated)
        {
            throw translated;
        }
    }

    /// <inheritdoc cref="Guard{T}(Func{T})" />
    public async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (Translated(e) is { } translated)
        {
            throw translated;
        }
    }

    public void Dispose()
    {
        _kept?.Dispose();
        _postgres?.Dispose();
    }

    // One connection that has read stays open: with the last one the files beside a SQLite database go, and on a full disk nobody could make them again to read.
    private bool KeepOpen()
    {
        _kept = new SqliteConnection(SqliteAddress());
        _kept.Open();
        using var read = _kept.CreateCommand();
        read.CommandText = "SELECT count(*) FROM sqlite_master";
        return read.ExecuteScalar() is long;
    }

    private bool OpenNow()
    {
        if (IsSqlite) ClaimedFile.Claim(_at.Path, _kind.Name, _kind.ApplicationId, MigrationCount(), _kind.IsPrivate);
        using var context = Create();
        RefuseNewer(context);
        if (IsSqlite) RemoveRests(context);
        context.Database.Migrate();
        _kind.Fill(context);
        return true;
    }

    private bool IsFresh(FailedOpening? failure) => failure is not null && _time.GetElapsedTime(failure.At) < RetryPause;

    private Exception Again(FailedOpening failure) => _kind.Unavailable(failure.Message, failure.Cause);

    private Exception? Translated(Exception e)
    {
        if (_kind.IsForeign(e)) return null;
        if (e is SqliteFormatException) return _kind.Refused(e.Message, e);
        if (e is DatabaseRefusedException refusal && refusal.GetType() == typeof(DatabaseRefusedException)) return _kind.Refused(refusal.Message, refusal);
        if (e is DbUpdateConcurrencyException) return _kind.Conflict($"{Place}: somebody else has changed the same at the same moment.", e);
        return Cause(e) switch
        {
            null => null,
            SqliteException { SqliteExtendedErrorCode: UniqueInSqlite or PrimaryKeyInSqlite } => _kind.Conflict($"{Place}: somebody else has added the same at the same moment.", e),
            PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected } => _kind.Conflict($"{Place}: somebody else has changed the same at the same moment.", e),
            SqliteException { SqliteErrorCode: SqliteCode.Corrupt or SqliteCode.NotADatabase } cause => _kind.Refused($"{Place} is damaged ({cause.Message}): restore it from a backup.", e),
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidCatalogName or PostgresErrorCodes.InvalidAuthorizationSpecification } refused =>
                _kind.Unavailable($"{Place} refuses: {refused.MessageText}. Correct the connection string, or give the account the right to create tables in the schema {_kind.Schema}.", e),
            { } cause => _kind.Unavailable($"{Place} cannot be used: {cause.Message}", e),
        };
    }

    // What the database itself threw, below EF Core's own exceptions.
    private static DbException? Cause(Exception e) => e switch
    {
        SqliteException or NpgsqlException => (DbException)e,
        { InnerException: { } inner } => Cause(inner),
        _ => null,
    };

    private int MigrationCount()
    {
        using var context = Create();
        return context.Database.GetMigrations().Count();
    }

    private void RefuseNewer(TContext context)
    {
        var unknown = context.Database.GetAppliedMigrations().Except(context.Database.GetMigrations()).ToList();
        if (unknown.Count > 0) throw _kind.Refused($"{Place} is {_kind.Name} of a newer version ({unknown[^1]}): use a newer program.", null);
    }

    // EF Core waits for ever for a lock that a killed process has left in the file. Only one process has the data directory.
    private static void RemoveRests(TContext context)
    {
        context.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        // Copies of tables, of an upgrade that was killed before they took the places of the originals.
        var copies = context.Database.SqlQueryRaw<string>("SELECT 'DROP TABLE ' || quote(name) AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name GLOB 'ef_temp_*'").ToList();
        foreach (var drop in copies) context.Database.ExecuteSqlRaw(drop);
    }

    private string SqliteAddress() => new SqliteConnectionStringBuilder { DataSource = _at.Path, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = false }.ConnectionString;

    // https://sqlite.org/rescode.html
    private const int UniqueInSqlite = 2067;
    private const int PrimaryKeyInSqlite = 1555;

    /// <summary>The last opening of a server that failed.</summary>
    private sealed record FailedOpening(string Message, DbException Cause, long At);
}
