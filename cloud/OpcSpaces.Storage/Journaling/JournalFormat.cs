using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.Journaling;

/// <summary>The journal's file: its tables, and how a connection to it is set up.</summary>
internal static class JournalFormat
{
    public const string FixWhenDamaged = "restore it from a backup, or use another data directory";

    // position: only entries up to it may have expired; the state is that of the usage records there. through: how far that is done.
    private const string Expiry = """
        CREATE TABLE expiry(
            one INTEGER PRIMARY KEY,
            position INTEGER NOT NULL,
            received_ms INTEGER NOT NULL,
            version INTEGER NOT NULL,
            state BLOB NOT NULL,
            through INTEGER NOT NULL);
        """;

    private static readonly SqliteFormat Format = new()
    {
        Kind = "a journal",
        ApplicationId = 0x4F50434A, // OPCJ
        Version = 4,
        PageSize = 8192, // a batch of 100 readings is 2.5 kB: three to a page
        GivesBackSpace = true,
        SurvivesPowerLoss = true,
        FixWhenDamaged = FixWhenDamaged,
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
            -- named_at: the last entry when the journal got its id.
            CREATE TABLE identity(one INTEGER PRIMARY KEY, id TEXT NOT NULL, named_at INTEGER NOT NULL);
            INSERT INTO identity VALUES(1, lower(hex(randomblob(16))), 0);

            """ + Expiry,
        Upgrades =
        [
            "ALTER TABLE stream ADD COLUMN chain BLOB;",
            """
            CREATE TABLE identity(one INTEGER PRIMARY KEY, id TEXT NOT NULL, named_at INTEGER NOT NULL);
            INSERT INTO identity SELECT 1, lower(hex(randomblob(16))), coalesce(max(id), 0) FROM entry;
            """,
            Expiry,
        ],
    };

    public static JournalWriter OpenForWriting(JournalOptions options) => SqliteFile.Open(options.Path, options.Vfs, Format, database =>
    {
        database.Execute($"PRAGMA wal_autocheckpoint={options.CheckpointPages}");
        database.Execute("PRAGMA secure_delete=1"); // what has expired is not to be found in free pages
        return new JournalWriter(database, $"{Path.GetFullPath(options.Path)} on {Environment.MachineName}");
    });

    public static SqliteDatabase OpenForReading(JournalOptions options)
    {
        var database = SqliteDatabase.Open(options.Path, options.Vfs, SqliteOpenMode.ReadWrite);
        database.Execute("PRAGMA query_only=1");
        return database;
    }
}
