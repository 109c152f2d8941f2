using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OpcSpaces.Sqlite;

/// <summary>One connection to a SQLite file, with its prepared statements. Not thread-safe. Everything throws <see cref="SqliteException"/>.</summary>
public sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<SqliteStatement> _statements = [];

    private SqliteDatabase(SqliteConnection connection) => _connection = connection;

    private sqlite3 Handle => _connection.Handle!;

    /// <summary>Opens the file for reading and writing and creates it when it is missing; <paramref name="vfs"/> names a SQLite file system, null is the system's own.</summary>
    public static SqliteDatabase Open(string path, string? vfs, SqliteOpenMode mode = SqliteOpenMode.ReadWriteCreate)
    {
        var builder = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false };
        if (vfs is not null)
            builder.Vfs = vfs;
        var connection = new SqliteConnection(builder.ConnectionString);
        try
        {
            Open(connection, path);
            var database = new SqliteDatabase(connection);
            _ = raw.sqlite3_busy_timeout(database.Handle, 10_000);
            return database;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // SQLite's own message has neither the file nor the reason.
    private static void Open(SqliteConnection connection, string path)
    {
        try
        {
            connection.Open();
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteCode.CannotOpen)
        {
            var reason = Directory.Exists(path) ? "it is a directory: move it away" : "give this account the right to read and write the file and its directory";
            throw new SqliteException($"'{path}' cannot be opened: {reason}", e.SqliteErrorCode, e.SqliteExtendedErrorCode);
        }
    }

    /// <summary>A statement that lives as long as the connection.</summary>
    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v3(Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle));
        var statement = new SqliteStatement(this, handle);
        _statements.Add(statement);
        return statement;
    }

    /// <summary>A statement that its caller must dispose.</summary>
    public SqliteStatement PrepareOnce(string sql)
    {
        Check(raw.sqlite3_prepare_v2(Handle, sql, out var handle));
        return new SqliteStatement(this, handle);
    }

    /// <summary>Runs one or more statements and ignores their rows.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(Handle, sql));

    /// <summary>The first column of the first row.</summary>
    public long QueryInt64(string sql)
    {
        using var statement = PrepareOnce(sql);
        return statement.Step() ? statement.Int64(0) : throw new InvalidOperationException($"'{sql}' returned no row.");
    }

    /// <summary>How many rows the last INSERT, UPDATE or DELETE has changed.</summary>
    public int Changes => raw.sqlite3_changes(Handle);

    /// <summary>Runs <paramref name="work"/> in one transaction: committed when this returns, rolled back when it throws.</summary>
    public void Transact(Action work)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            work();
            Execute("COMMIT");
        }
        catch
        {
            Rollback();
            throw;
        }
    }

    /// <summary>
    /// Gives free pages back to the disk, beyond those that are kept for what is written next.
    /// </summary>
    /// <param name="kept">So many free pages stay.</param>
    /// <param name="most">How many are given back in this transaction.</param>
    /// <returns>How many more there are; 0 for a file that is not laid out for it (<see cref="SqliteFormat.GivesBackSpace"/>).</returns>
    public long GiveBack(long kept, int most)
    {
        if (QueryInt64("PRAGMA auto_vacuum") != 2) return 0;
        var surplus = Math.Max(0, QueryInt64("PRAGMA freelist_count") - kept);
        var given = Math.Min(surplus, most);
        if (given > 0) Execute($"PRAGMA incremental_vacuum({given})");
        return surplus - given;
    }

    /// <summary>Frees SQLite's lookaside buffer, 120 KiB per connection. Call it before anything is prepared.</summary>
    public void SaveMemory() => _ = raw.sqlite3_db_config(Handle, raw.SQLITE_DBCONFIG_LOOKASIDE, IntPtr.Zero, 0, 0);

    /// <summary>Undoes an open transaction; does nothing when SQLite has already rolled it back.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(Handle) == 0)
            _ = raw.sqlite3_exec(Handle, "ROLLBACK");
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
            statement.Dispose();
        _connection.Dispose();
    }

    internal void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
            throw Failure(code);
    }

    private SqliteException Failure(int code)
    {
        var message = raw.sqlite3_errmsg(Handle).utf8_to_string();
        return new SqliteException($"SQLite error {code} in '{_connection.DataSource}': {message}", code & 0xff, raw.sqlite3_extended_errcode(Handle));
    }
}
