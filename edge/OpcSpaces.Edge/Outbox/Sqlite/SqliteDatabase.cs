using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OpcSpaces.Edge.Outbox.Sqlite;

/// <summary>
/// One SQLite file, opened for this process alone (exclusive locking needs no shared memory beside it), with as little memory
/// as a process of 1,500 gateways needs. Not thread-safe. Everything throws <see cref="SqliteException"/>.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<SqliteStatement> _statements = [];

    public SqliteDatabase(string path, string vfs, bool survivesPowerLoss)
    {
        var builder = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        if (vfs.Length > 0) builder.Vfs = vfs;
        _connection = new SqliteConnection(builder.ConnectionString);
        try
        {
            _connection.Open();
            // SQLite's lookaside buffer is 120 KiB per connection and helps only queries that we do not make.
            _ = raw.sqlite3_db_config(Handle, raw.SQLITE_DBCONFIG_LOOKASIDE, IntPtr.Zero, 0, 0);
            Execute("PRAGMA locking_mode=EXCLUSIVE");
            Execute("PRAGMA cache_size=-256");
            Execute("PRAGMA journal_mode=WAL");
            Execute(survivesPowerLoss ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
            Execute("PRAGMA wal_autocheckpoint=500");
            Execute("PRAGMA journal_size_limit=2097152");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    private sqlite3 Handle => _connection.Handle!;

    /// <summary>A statement that lives as long as the database.</summary>
    public SqliteStatement Prepare(string sql)
    {
        var prepared = PrepareOnce(sql);
        _statements.Add(prepared);
        return prepared;
    }

    /// <summary>A statement that its caller disposes.</summary>
    public SqliteStatement PrepareOnce(string sql)
    {
        Check(raw.sqlite3_prepare_v2(Handle, sql, out var statement));
        return new SqliteStatement(this, statement);
    }

    public void Execute(string sql) => Check(raw.sqlite3_exec(Handle, sql));

    /// <summary>Runs <paramref name="work"/> in one transaction that is durable when this returns; what throws is rolled back.</summary>
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
            // Some errors have rolled back by themselves; then this one says so and changes nothing.
            _ = raw.sqlite3_exec(Handle, "ROLLBACK");
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements) statement.Dispose();
        _connection.Dispose();
    }

    internal void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        var message = raw.sqlite3_errmsg(Handle).utf8_to_string();
        throw new SqliteException($"SQLite error {code}: {message}", code & 0xff, raw.sqlite3_extended_errcode(Handle));
    }
}
