using Microsoft.Data.Sqlite;
using OpcSpaces.Testing.Disks;

namespace OpcSpaces.EndToEnd.Tests.DisksTests;

/// <summary>
/// Writes numbered rows into a plain table, one transaction each, while the power fails again and again at random
/// operations, and checks after each failure that every row whose commit returned is there.
/// </summary>
internal sealed class PowerTrial(FaultyVfs vfs, Random random, string journalMode, string synchronous)
{
    private const string Database = "/disk/plain.db";
    private long _committed;

    internal int Crashes { get; private set; }

    internal long Committed => _committed;

    /// <summary>Null when nothing was ever lost, else what was, and at which crash.</summary>
    internal string? Run(int crashes)
    {
        for (Crashes = 0; Crashes < crashes; Crashes++)
        {
            vfs.Disk.PowerOffAtOperation(random.Next(1, 80));
            if (WriteUntilPowerFails() is { } fault)
                return $"crash {Crashes}: {fault}";
            vfs.Disk.PowerOn(random);
        }

        return null;
    }

    private string? WriteUntilPowerFails()
    {
        try
        {
            using var connection = Open();
            if (Verify(connection) is { } fault)
                return fault;
            while (true)
            {
                Insert(connection, _committed + 1);
                _committed++;
            }
        }
        catch (SqliteException e) when (vfs.Disk.IsOff)
        {
            _ = e;
            return null;
        }
        catch (SqliteException e)
        {
            return $"the database is broken: {e.Message}";
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(vfs.ConnectionString(Database));
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA journal_mode={journalMode}; PRAGMA synchronous={synchronous}; PRAGMA wal_autocheckpoint=6");
            Execute(connection, "CREATE TABLE IF NOT EXISTS rows(id INTEGER PRIMARY KEY, content BLOB NOT NULL)");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private string? Verify(SqliteConnection connection)
    {
        if (Scalar(connection, "PRAGMA integrity_check") is not "ok")
            return "integrity check failed";
        var last = (long)Scalar(connection, "SELECT coalesce(max(id), 0) FROM rows")!;
        var count = (long)Scalar(connection, "SELECT count(*) FROM rows")!;
        // The row whose commit was under way may be in or out.
        if (last < _committed || last > _committed + 1 || count != last)
            return $"{_committed} rows were committed, {count} are there, the last is {last}";
        var wrong = (long)Scalar(connection, "SELECT count(*) FROM rows WHERE content <> CAST(printf('%0*d', 100 + id % 900, id) AS BLOB)")!;
        _committed = last;
        return wrong == 0 ? null : $"{wrong} rows have other bytes than were written";
    }

    private static void Insert(SqliteConnection connection, long id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO rows(id, content) VALUES ($id, CAST(printf('%0*d', 100 + $id % 900, $id) AS BLOB))";
        command.Parameters.AddWithValue("$id", id);
        command.ExecuteNonQuery();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
