using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.Journaling;

/// <summary>The journal's file: its tables, and how a connection to it is set up.</summary>
internal static class JournalFormat
{
    private static readonly SqliteFormat Format = new()
    {
        Kind = "a journal",
        ApplicationId = 0x4F50434A, // OPCJ
        Version = 2,
        PageSize = 8192, // a batch of 100 readings is 2.5 kB: three to a page
        SurvivesPowerLoss = true,
        FixWhenDamaged = "restore it from a backup, or use another data directory",
        Schema = """
            CREATE TABLE entry(
                id INTEGER PRIMARY KEY,
                received_ms INTEGER NOT NULL,
                kind INTEGER NOT NULL,
                gateway TEXT NOT NULL,
                device TEXT,
                epoch INTEGER NOT NULL,
                sequence INTEGER NOT NULL,
                payload BLOB NOT NULL);
            CREATE INDEX entry_birth ON entry(gateway, device, id) WHERE kind IN (2, 3);
            CREATE TABLE stream(
                gateway TEXT NOT NULL,
                epoch INTEGER NOT NULL,
                committed INTEGER NOT NULL,
                chain BLOB,
                PRIMARY KEY(gateway, epoch)) WITHOUT ROWID;
            """,
        Upgrades = ["ALTER TABLE stream ADD COLUMN chain BLOB;"],
    };

    public static JournalWriter OpenForWriting(JournalOptions options) => SqliteFile.Open(options.Path, options.Vfs, Format, database =>
    {
        database.Execute($"PRAGMA wal_autocheckpoint={options.CheckpointPages}");
        return new JournalWriter(database);
    });

    public static SqliteDatabase OpenForReading(JournalOptions options)
    {
        var database = SqliteDatabase.Open(options.Path, options.Vfs, SqliteOpenMode.ReadWrite);
        database.Execute("PRAGMA query_only=1");
        return database;
    }
}
