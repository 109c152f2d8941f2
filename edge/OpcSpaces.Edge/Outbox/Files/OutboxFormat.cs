using OpcSpaces.Sqlite;

namespace OpcSpaces.Edge.Outbox.Files;

/// <summary>
/// The outbox's file: its tables, its earlier versions, and how a connection to it is set up. Files of versions 1 and 2, and the
/// first ones of version 3, carry neither application id nor version.
/// </summary>
internal static class OutboxFormat
{
    private static readonly SqliteFormat Format = new()
    {
        Kind = "an outbox",
        ApplicationId = 0x4F50434F, // OPCO
        Version = 5,
        SurvivesPowerLoss = true,
        FixWhenDamaged = "move it away, and a new epoch begins",
        Prepare = Prepare,
        RecogniseUnmarked = UnmarkedVersion,
        Schema = """
            CREATE TABLE state(
                id INTEGER PRIMARY KEY CHECK (id = 1),
                epoch INTEGER NOT NULL,
                committed INTEGER NOT NULL,
                observed_through_ms INTEGER NOT NULL,
                mark_sequence INTEGER NOT NULL,
                ran_minutes INTEGER NOT NULL,
                birth_sequence INTEGER,
                previous_epoch INTEGER NOT NULL DEFAULT 0,
                previous_sequence INTEGER NOT NULL DEFAULT 0,
                base_chain BLOB) STRICT;
            CREATE TABLE batches(
                sequence INTEGER PRIMARY KEY,
                kind INTEGER NOT NULL,
                device TEXT NOT NULL,
                first_ms INTEGER NOT NULL,
                last_ms INTEGER NOT NULL,
                ran_minute INTEGER NOT NULL,
                content_hash BLOB NOT NULL,
                chain BLOB NOT NULL,
                content BLOB NOT NULL) STRICT;
            CREATE TABLE aliases(
                alias INTEGER PRIMARY KEY,
                device TEXT NOT NULL,
                name TEXT NOT NULL,
                data_type INTEGER NOT NULL,
                retired_at INTEGER,
                UNIQUE(device, name)) STRICT;
            CREATE TABLE undecided(alias INTEGER PRIMARY KEY, sure_through_ms INTEGER NOT NULL) STRICT;
            CREATE TABLE registers(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
            CREATE TABLE unplaced(sequence INTEGER PRIMARY KEY, boot TEXT NOT NULL, offset_ms INTEGER NOT NULL) STRICT;
            CREATE TABLE notes(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
            """,
        Upgrades =
        [
            """
            ALTER TABLE state ADD COLUMN previous_epoch INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE state ADD COLUMN previous_sequence INTEGER NOT NULL DEFAULT 0;
            ALTER TABLE state ADD COLUMN base_chain BLOB;
            """,
            "CREATE TABLE undecided(alias INTEGER PRIMARY KEY, sure_through_ms INTEGER NOT NULL) STRICT;",
            "CREATE TABLE unplaced(sequence INTEGER PRIMARY KEY, boot TEXT NOT NULL, offset_ms INTEGER NOT NULL) STRICT;",
            "CREATE TABLE notes(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;",
        ],
    };

    /// <summary>Opens the file for this process alone. Throws what <see cref="SqliteFile.Open"/> throws.</summary>
    public static SqliteDatabase Open(string path, string vfs, bool survivesPowerLoss) =>
        SqliteFile.Open(path, VfsOf(vfs), Format with { SurvivesPowerLoss = survivesPowerLoss });

    /// <summary>Opens a damaged file to read what can still be read. Throws <see cref="Microsoft.Data.Sqlite.SqliteException"/>.</summary>
    public static SqliteDatabase OpenDamaged(string path, string vfs)
    {
        var database = SqliteDatabase.Open(path, VfsOf(vfs));
        Prepare(database);
        return database;
    }

    private static string? VfsOf(string vfs) => vfs.Length > 0 ? vfs : null;

    // Little memory, because one process may run 1,500 gateways. Exclusive locking needs no shared memory beside the file.
    private static void Prepare(SqliteDatabase database)
    {
        database.SaveMemory();
        // A file that another agent has open is refused at once: waiting would not free it.
        database.Execute("PRAGMA busy_timeout=0");
        database.Execute("PRAGMA locking_mode=EXCLUSIVE");
        database.Execute("PRAGMA cache_size=-256");
        database.Execute("PRAGMA wal_autocheckpoint=500");
        database.Execute("PRAGMA journal_size_limit=2097152");
    }

    private static int? UnmarkedVersion(SqliteDatabase database)
    {
        using var query = database.PrepareOnce("SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name)");
        query.Step();
        return query.Text(0) switch
        {
            "aliases batches registers state undecided" => 3,
            "aliases batches registers state" => database.QueryInt64("SELECT count(*) FROM pragma_table_info('state') WHERE name = 'base_chain'") > 0 ? 2 : 1,
            _ => null,
        };
    }
}
