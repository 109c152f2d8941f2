using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Series.Influx.Options;

namespace OpcSpaces.Storage.Series.Influx.Writing;

/// <summary>
/// The position of each target in the journal, in a SQLite file of our own. It is saved after the readings. After a power loss it may
/// be older than they are; then they are written again, which changes nothing. Only the store's writer may use it.
/// </summary>
internal sealed class InfluxPositions : IDisposable
{
    private static readonly SqliteFormat Format = new()
    {
        Kind = "a file of InfluxDB positions",
        ApplicationId = 0x4F504349, // OPCI
        Version = 1,
        SurvivesPowerLoss = false,
        FixWhenDamaged = "move it away, and the readings are written to InfluxDB again from the journal, which changes none of them",
        Schema = "CREATE TABLE position(target TEXT PRIMARY KEY, journal_id INTEGER NOT NULL) WITHOUT ROWID;",
    };

    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _save;
    private readonly string _target;

    public InfluxPositions(InfluxOptions options)
    {
        // Another server or database starts at position 0.
        _target = $"{options.Url} {options.Organization} {options.Database}";
        (_database, _save, Position) = SqliteFile.Open(options.PositionPath, vfs: null, Format, database =>
        {
            var save = database.Prepare(
                "INSERT INTO position VALUES(?1, ?2) ON CONFLICT(target) DO UPDATE SET journal_id = excluded.journal_id");
            using var read = database.PrepareOnce("SELECT journal_id FROM position WHERE target = ?1");
            return (database, save, read.Bind(1, _target).Step() ? read.Int64(0) : 0);
        });
    }

    public long Position { get; private set; }

    /// <summary>Returns what is wrong with the disk, or null. A position that is not saved only means that readings are written again after the next start.</summary>
    public string? TrySave(long position)
    {
        Position = position;
        try
        {
            _save.Bind(1, _target).Bind(2, position).Run();
            return null;
        }
        catch (SqliteException e) when (SqliteCode.IsDiskTrouble(e.SqliteErrorCode))
        {
            return $"The position cannot be saved: {e.Message}";
        }
    }

    public void Dispose() => _database.Dispose();
}
