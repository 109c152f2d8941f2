using System.Text;
using SQLitePCL;

namespace OpcSpaces.Sqlite;

/// <summary>A prepared statement; parameters count from 1 and columns from 0, as SQLite counts them. Not thread-safe.</summary>
public sealed class SqliteStatement : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly sqlite3_stmt _handle;

    internal SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) => (_database, _handle) = (database, handle);

    public SqliteStatement Bind(int parameter, long value)
    {
        _database.Check(raw.sqlite3_bind_int64(_handle, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, ulong value) => Bind(parameter, (long)value);

    public SqliteStatement Bind(int parameter, double value)
    {
        _database.Check(raw.sqlite3_bind_double(_handle, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, string? value)
    {
        if (value is null)
            return BindNull(parameter);
        var most = Encoding.UTF8.GetMaxByteCount(value.Length);
        Span<byte> utf8 = most <= 512 ? stackalloc byte[512] : new byte[most];
        _database.Check(raw.sqlite3_bind_text(_handle, parameter, utf8[..Encoding.UTF8.GetBytes(value, utf8)]));
        return this;
    }

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        _database.Check(raw.sqlite3_bind_blob(_handle, parameter, value));
        return this;
    }

    public SqliteStatement BindNull(int parameter)
    {
        _database.Check(raw.sqlite3_bind_null(_handle, parameter));
        return this;
    }

    /// <summary>Moves to the next row; false at the end, where the statement is reset and can be used again.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_handle);
        if (code == raw.SQLITE_ROW)
            return true;
        try
        {
            _database.Check(code);
        }
        finally
        {
            Reset();
        }
        return false;
    }

    /// <summary>Runs a statement to its end and ignores its rows.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Ends a query early.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    /// <summary>SQLite's own type of the value: INTEGER 1, FLOAT 2, TEXT 3, BLOB 4, NULL 5.</summary>
    public int Type(int column) => raw.sqlite3_column_type(_handle, column);

    public long Int64(int column) => raw.sqlite3_column_int64(_handle, column);

    public ulong UInt64(int column) => (ulong)Int64(column);

    public double Double(int column) => raw.sqlite3_column_double(_handle, column);

    public string Text(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_handle, column);

    public void Dispose() => _handle.Dispose();
}
