using System.Diagnostics;
using Microsoft.Data.Sqlite;
using OpcSpaces.Testing;
using SQLitePCL;

namespace OpcSpaces.Benchmarks.Ingest;

/// <summary>
/// SQLite alone: one prepared insert in this process, into the table and with the settings of the embedded store, ten thousand rows
/// in a transaction, into a new file each time. CPU is that of the inserting thread, which does nothing else.
/// </summary>
internal static class BareSqlite
{
    private const int RowsPerTransaction = 10_000;

    public static BareCost Run(PreparedRow[] rows)
    {
        using var directory = new TemporaryDirectory("bare");
        using var connection = new SqliteConnection($"Data Source={directory.File("bare.db")};Pooling=False");
        connection.Open();
        var database = connection.Handle!;
        Execute(database, "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4000");
        Execute(database, """
            CREATE TABLE reading(series_id INTEGER NOT NULL, time_ns INTEGER NOT NULL, value, quality INTEGER,
            PRIMARY KEY(series_id, time_ns)) WITHOUT ROWID
            """);
        Check(database, raw.sqlite3_prepare_v2(database, "INSERT INTO reading VALUES(?1, ?2, ?3, ?4)", out var insert));

        using var process = Process.GetCurrentProcess();
        var (cpu, started) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        foreach (var chunk in rows.Chunk(RowsPerTransaction))
            InsertAll(database, insert, chunk);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        var used = (process.TotalProcessorTime - cpu).TotalSeconds;
        insert.Dispose();
        return new BareCost(rows.Length / seconds, used / rows.Length * 1e6);
    }

    private static void InsertAll(sqlite3 database, sqlite3_stmt insert, PreparedRow[] rows)
    {
        Execute(database, "BEGIN IMMEDIATE");
        foreach (var row in rows)
        {
            _ = raw.sqlite3_bind_int64(insert, 1, row.Series + 1);
            _ = raw.sqlite3_bind_int64(insert, 2, row.TimeNs);
            if (row.IsInteger)
                _ = raw.sqlite3_bind_int64(insert, 3, (long)row.Value);
            else
                _ = raw.sqlite3_bind_double(insert, 3, row.Value);
            _ = raw.sqlite3_bind_null(insert, 4);
            if (raw.sqlite3_step(insert) != raw.SQLITE_DONE)
                throw new InvalidOperationException(raw.sqlite3_errmsg(database).utf8_to_string());
            _ = raw.sqlite3_reset(insert);
        }
        Execute(database, "COMMIT");
    }

    private static void Execute(sqlite3 database, string sql) => Check(database, raw.sqlite3_exec(database, sql));

    private static void Check(sqlite3 database, int code)
    {
        if (code != raw.SQLITE_OK)
            throw new InvalidOperationException(raw.sqlite3_errmsg(database).utf8_to_string());
    }
}
