using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Storage.Series.Influx.Writing;

/// <summary>
/// The position of each target in each journal, in a SQLite file of our own. It is saved after the readings. After a power loss it may
/// be older than they are; then they are written again, which changes nothing. Only the store's writer may use it.
/// </summary>
internal sealed class InfluxPositions : IDisposable
{
    // journal: its id; empty for what an earlier version wrote.
    private const string Table =
        "CREATE TABLE position(target TEXT NOT NULL, journal TEXT NOT NULL, journal_id INTEGER NOT NULL, PRIMARY KEY(target, journal)) WITHOUT ROWID";

    private static readonly SqliteFormat Format = new()
    {
        Kind = "a file of InfluxDB positions",
        ApplicationId = 0x4F504349, // OPCI
        Version = 2,
        SurvivesPowerLoss = false,
        FixWhenDamaged = "move it away, and the readings are written to InfluxDB again from the journal, which changes none of them",
        Schema = $"{Table};",
        Upgrades =
        [
            $"""
            ALTER TABLE position RENAME TO old;
            {Table};
            INSERT INTO position SELECT target, '', journal_id FROM old;
            DROP TABLE old;
            """,
        ],
    };

    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _save;
    private readonly string _target;
    private string _journal = "";

    public InfluxPositions(InfluxOptions options)
    {
        // Another server or database starts at position 0.
        _target = $"{options.Url} {options.Organization} {options.Database}";
        (_database, _save, Position) = SqliteFile.Open(options.PositionPath, vfs: null, Format, database =>
        {
            var save = database.Prepare(
                "INSERT INTO position VALUES(?1, ?2, ?3) ON CONFLICT(target, journal) DO UPDATE SET journal_id = excluded.journal_id");
            return (database, save, Find(database, "") ?? 0);
        });
    }

    public long Position { get; private set; }

    /// <summary>Takes the position of a journal, and returns it. What an earlier version kept counts where it can be of this journal, else everything is written again.</summary>
    public long BelongTo(JournalIdentity journal)
    {
        var unnamed = Find(_database, "") ?? 0;
        _journal = journal.Id.ToString("N");
        return Position = Find(_database, _journal) ?? (journal.MayHaveMade(unnamed) ? unnamed : 0);
    }

    /// <summary>Returns what is wrong with the disk, or null. A position that is not saved only means that readings are written again after the next start.</summary>
    public string? TrySave(long position)
    {
        Position = position;
        try
        {
            _save.Bind(1, _target).Bind(2, _journal).Bind(3, position).Run();
            return null;
        }
        catch (SqliteException e) when (SqliteCode.IsDiskTrouble(e.SqliteErrorCode))
        {
            return $"The position cannot be saved: {e.Message}";
        }
    }

    public void Dispose() => _database.Dispose();

    private long? Find(SqliteDatabase database, string journal)
    {
        using var read = database.PrepareOnce("SELECT journal_id FROM position WHERE target = ?1 AND journal = ?2");
        return read.Bind(1, _target).Bind(2, journal).Step() ? read.Int64(0) : null;
    }
}
