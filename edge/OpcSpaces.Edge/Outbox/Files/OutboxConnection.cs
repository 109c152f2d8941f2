using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;

namespace OpcSpaces.Edge.Outbox.Files;

/// <summary>
/// Opens an outbox's file for this process alone (exclusive locking needs no shared memory beside it), with as little memory
/// as a process of 1,500 gateways needs. Throws <see cref="SqliteException"/>.
/// </summary>
internal static class OutboxConnection
{
    public static SqliteDatabase Open(string path, string vfs, bool survivesPowerLoss)
    {
        var database = SqliteDatabase.Open(path, vfs.Length > 0 ? vfs : null);
        try
        {
            database.SaveMemory();
            // A file that another agent has open is refused at once: waiting would not free it.
            database.Execute("PRAGMA busy_timeout=0");
            database.Execute("PRAGMA locking_mode=EXCLUSIVE");
            database.Execute("PRAGMA cache_size=-256");
            database.Execute("PRAGMA journal_mode=WAL");
            database.Execute(survivesPowerLoss ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
            database.Execute("PRAGMA wal_autocheckpoint=500");
            database.Execute("PRAGMA journal_size_limit=2097152");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
