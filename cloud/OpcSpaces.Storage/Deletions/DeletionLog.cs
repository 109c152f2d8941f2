using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.Deletions;

/// <summary>The log of deletions: a SQLite file to which entries are added; the file itself refuses to change or to remove one. Thread-safe.</summary>
public sealed class DeletionLog : IDisposable
{
    private static readonly SqliteFormat Format = new()
    {
        Kind = "a log of deletions",
        ApplicationId = 0x4F504358, // OPCX
        Version = 1,
        SurvivesPowerLoss = true,
        FixWhenDamaged = "restore it from a backup, or move it away, and a new one is begun",
        Schema = """
            CREATE TABLE deletion(
                id INTEGER PRIMARY KEY,
                at_ms INTEGER NOT NULL,
                kind TEXT NOT NULL,
                community TEXT NOT NULL,
                from_ms INTEGER,
                to_ms INTEGER NOT NULL,
                count INTEGER,
                rule TEXT NOT NULL);
            CREATE INDEX deletion_community ON deletion(community, id);
            CREATE TRIGGER deletion_unchanged BEFORE UPDATE ON deletion BEGIN SELECT RAISE(ABORT, 'an entry of the log of deletions is never changed'); END;
            CREATE TRIGGER deletion_kept BEFORE DELETE ON deletion BEGIN SELECT RAISE(ABORT, 'an entry of the log of deletions is never removed'); END;
            """,
    };

    private readonly Lock _gate = new(); // guards the database and its statements
    private readonly string _path;
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _add, _read;

    /// <param name="path">The file; its directory must exist.</param>
    /// <param name="isReader">For a program beside the one that writes: nothing is changed.</param>
    /// <exception cref="SqliteFormatException">The file is something else, damaged, or of a newer version.</exception>
    /// <exception cref="SqliteException">The disk does not allow it.</exception>
    public DeletionLog(string path, bool isReader = false)
    {
        _path = path;
        (_database, _add, _read) = SqliteFile.Open(path, vfs: null, Format, database =>
        {
            if (isReader) database.Execute("PRAGMA query_only=1");
            return (
                database,
                database.Prepare("INSERT INTO deletion(at_ms, kind, community, from_ms, to_ms, count, rule) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
                database.Prepare($"""
                    SELECT id, at_ms, kind, community, from_ms, to_ms, CASE WHEN ?2 IS NULL OR community = ?2 THEN count END, rule FROM deletion
                    WHERE (?1 IS NULL OR id < ?1)
                    AND (?2 IS NULL OR community = ?2 OR (community = '' AND kind NOT IN ('{InstallationKinds.AccessLog}', '{InstallationKinds.Sessions}')))
                    ORDER BY id DESC LIMIT ?3
                    """));
        });
    }

    /// <summary>Adds an entry; it is on the disk when this returns.</summary>
    /// <exception cref="SqliteFormatException">The file is damaged.</exception>
    /// <exception cref="SqliteException">The disk does not allow it.</exception>
    public void Add(Deletion deletion, DateTimeOffset at) => Do(() =>
    {
        _ = deletion.From is { } from ? _add.Bind(4, from.ToUnixTimeMilliseconds()) : _add.BindNull(4);
        _ = deletion.Count is { } count ? _add.Bind(6, count) : _add.BindNull(6);
        _add.Bind(1, at.ToUnixTimeMilliseconds()).Bind(2, deletion.Kind).Bind(3, deletion.Community).Bind(5, deletion.To.ToUnixTimeMilliseconds()).Bind(7, deletion.Rule).Run();
        return true;
    });

    /// <summary>Entries, newest first.</summary>
    /// <param name="community">Those of this community, and without their count those of no single one, apart from what is of the installation (<see cref="InstallationKinds"/>); null for all.</param>
    /// <param name="before">Only those with a smaller id; null for all.</param>
    /// <param name="most">How many.</param>
    /// <exception cref="SqliteFormatException">The file is damaged.</exception>
    /// <exception cref="SqliteException">The disk does not allow it.</exception>
    public IReadOnlyList<LoggedDeletion> Read(string? community, long? before, int most) => Do(() =>
    {
        _ = before is { } id ? _read.Bind(1, id) : _read.BindNull(1);
        _read.Bind(2, community).Bind(3, most);
        var entries = new List<LoggedDeletion>();
        while (_read.Step()) entries.Add(Current());
        return entries;
    });

    public void Dispose()
    {
        lock (_gate) _database.Dispose();
    }

    private T Do<T>(Func<T> work)
    {
        lock (_gate)
        {
            try
            {
                return work();
            }
            catch (SqliteException e) when (SqliteCode.IsDamage(e.SqliteErrorCode))
            {
                throw new SqliteFormatException(_path, SqliteFormatFault.Damaged, $"is {Format.Kind} that is damaged ({e.Message})", Format.FixWhenDamaged, e);
            }
        }
    }

    private LoggedDeletion Current() => new(_read.Int64(0), Time(1), new Deletion(
        _read.Text(2), _read.Text(3), _read.IsNull(4) ? null : Time(4), Time(5), _read.IsNull(6) ? null : _read.Int64(6), _read.Text(7)));

    private DateTimeOffset Time(int column) => DateTimeOffset.FromUnixTimeMilliseconds(_read.Int64(column));
}
