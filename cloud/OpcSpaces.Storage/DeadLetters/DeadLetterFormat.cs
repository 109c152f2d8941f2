using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.DeadLetters;

/// <summary>The dead letters' file. Nothing depends on it, so a power loss may undo the newest letters.</summary>
internal static class DeadLetterFormat
{
    public static readonly SqliteFormat Format = new()
    {
        Kind = "a file of dead letters",
        ApplicationId = 0x4F504344, // OPCD
        Version = 2,
        SurvivesPowerLoss = false,
        FixWhenDamaged = "move it away, and a new one is begun",
        Schema = """
            CREATE TABLE letter(
                id INTEGER PRIMARY KEY,
                journal_id INTEGER,
                item INTEGER NOT NULL,
                received_ms INTEGER NOT NULL,
                topic TEXT NOT NULL,
                reason TEXT NOT NULL,
                text TEXT NOT NULL,
                payload BLOB NOT NULL,
                payload_bytes INTEGER NOT NULL);
            CREATE UNIQUE INDEX letter_origin ON letter(journal_id, item, reason) WHERE journal_id IS NOT NULL;
            CREATE TABLE reason(reason TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
            -- journal: the id of the journal that journal_id counts in; NULL before the first.
            CREATE TABLE total(one INTEGER PRIMARY KEY, bytes INTEGER NOT NULL, evicted INTEGER NOT NULL, journal TEXT);
            INSERT INTO total VALUES(1, 0, 0, NULL);
            """,
        Upgrades = ["ALTER TABLE total ADD COLUMN journal TEXT;"],
    };
}
