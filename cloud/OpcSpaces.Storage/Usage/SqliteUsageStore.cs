using Microsoft.Data.Sqlite;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Storage.Usage;

/// <summary>Usage records in a SQLite file of their own. A power loss may undo the newest transactions, records and snapshot together; the journal then gives them again.</summary>
public sealed class SqliteUsageStore : IUsageStore
{
    private static readonly SqliteFormat Format = new()
    {
        Kind = "a file of usage records",
        ApplicationId = 0x4F504355, // OPCU
        Version = 2,
        PageSize = 8192,
        SurvivesPowerLoss = false,
        FixWhenDamaged = "restore it from a backup; without one, move it away, and what the journal still has is made again: what came of readings that have expired is lost",
        Schema = """
            CREATE TABLE zone(id INTEGER PRIMARY KEY, community TEXT NOT NULL, zone TEXT NOT NULL, UNIQUE(community, zone));
            -- start: quarters of an hour since 1970 UTC. journal_id: the entry that closed the hour.
            CREATE TABLE record(
                zone_id INTEGER NOT NULL,
                start INTEGER NOT NULL,
                revision INTEGER NOT NULL,
                journal_id INTEGER NOT NULL,
                content BLOB NOT NULL,
                PRIMARY KEY(zone_id, start, revision)) WITHOUT ROWID;
            CREATE TABLE snapshot(one INTEGER PRIMARY KEY, version INTEGER NOT NULL, position INTEGER NOT NULL, content BLOB NOT NULL);
            -- the journal that everything came of: its id, and where it was last
            CREATE TABLE journal(one INTEGER PRIMARY KEY, id TEXT NOT NULL, place TEXT NOT NULL);
            """,
        Upgrades = ["CREATE TABLE journal(one INTEGER PRIMARY KEY, id TEXT NOT NULL, place TEXT NOT NULL);"],
    };

    private readonly Lock _gate = new(); // guards everything below
    private readonly string _path;
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _addZone, _findZone, _add, _find, _range, _revisions;
    private readonly Dictionary<ZoneKey, long> _zoneIds = [];

    /// <param name="path">The file; its directory must exist.</param>
    /// <param name="isReader">For a program beside the one that writes: nothing is changed, and the file must be there.</param>
    /// <exception cref="SqliteFormatException">The file is something else, damaged, or of a newer version.</exception>
    public SqliteUsageStore(string path, bool isReader = false)
    {
        _path = path;
        _database = SqliteFile.Open(path, vfs: null, Format);
        try
        {
            if (isReader) _database.Execute("PRAGMA query_only=1");
            _addZone = _database.Prepare("INSERT INTO zone(community, zone) VALUES(?1, ?2) ON CONFLICT DO NOTHING");
            _findZone = _database.Prepare("SELECT id FROM zone WHERE community = ?1 AND zone = ?2");
            _add = _database.Prepare("INSERT INTO record VALUES(?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING");
            _find = _database.Prepare("SELECT content FROM record WHERE zone_id = ?1 AND start = ?2 AND revision = ?3");
            _range = _database.Prepare("SELECT start, revision, content FROM record WHERE zone_id = ?1 AND start >= ?2 AND start < ?3 ORDER BY start, revision");
            _revisions = _database.Prepare("SELECT start, revision, content FROM record WHERE zone_id = ?1 AND start = ?2 ORDER BY revision");
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    public void BelongTo(JournalIdentity journal) => Do(() =>
    {
        _database.Transact(() =>
        {
            var owner = UsageOwner.Check(ReadOwner(), LastEntry, journal, $"The file of usage records '{_path}'", UsageOwner.FixOfFile);
            if (owner is not null) SaveOwner(owner);
        });
        return true;
    });

    public void BeginAnew(JournalIdentity journal) => Do(() =>
    {
        _database.Transact(() =>
        {
            DiscardAll();
            SaveOwner(UsageOwner.Of(journal));
        });
        return true;
    });

    public UsageSnapshot? ReadSnapshot() => Do(() =>
    {
        using var query = _database.PrepareOnce("SELECT version, position, content FROM snapshot");
        return query.Step() ? new UsageSnapshot((int)query.Int64(0), query.Int64(1), query.Blob(2).ToArray()) : null;
    });

    public void Write(IReadOnlyList<EmittedRecord> records, UsageSnapshot? snapshot) => Do(() =>
    {
        _database.Transact(() =>
        {
            foreach (var record in records) Add(record);
            if (snapshot is null) return;
            using var save = _database.PrepareOnce("INSERT OR REPLACE INTO snapshot VALUES(1, ?1, ?2, ?3)");
            save.Bind(1, snapshot.Version).Bind(2, snapshot.Position).Bind(3, snapshot.Content).Run();
        });
        return true;
    });

    public void DiscardAfter(long journalId) => Do(() =>
    {
        _database.Transact(() =>
        {
            if (journalId <= 0)
            {
                DiscardAll();
                return;
            }

            using var discard = _database.PrepareOnce("DELETE FROM record WHERE journal_id > ?1");
            discard.Bind(1, journalId).Run();
            _database.Execute("DELETE FROM snapshot");
        });
        return true;
    });

    public void DiscardFrom(long startMs) => Do(() =>
    {
        _database.Transact(() =>
        {
            using var discard = _database.PrepareOnce("DELETE FROM record WHERE start >= ?1");
            discard.Bind(1, UsageStart.From(startMs)).Run();
            _database.Execute("DELETE FROM snapshot");
        });
        return true;
    });

    public int Expire(string community, long beforeMs, int most) => Do(() =>
    {
        var count = 0;
        _database.Transact(() =>
        {
            foreach (var zone in ZonesOf(community))
            {
                using var expire = _database.PrepareOnce("""
                    DELETE FROM record WHERE zone_id = ?1 AND start IN (SELECT DISTINCT start FROM record WHERE zone_id = ?1 AND start < ?2 ORDER BY start LIMIT ?3)
                    """);
                expire.Bind(1, ZoneId(zone)).Bind(2, UsageStart.From(beforeMs)).Bind(3, most).Run();
                count += _database.Changes;
            }
        });
        return count;
    });

    public long CountBefore(string community, long beforeMs) => Do(() =>
    {
        using var query = _database.PrepareOnce("SELECT count(*) FROM record WHERE zone_id IN (SELECT id FROM zone WHERE community = ?1) AND start < ?2");
        return query.Bind(1, community).Bind(2, UsageStart.From(beforeMs)).Step() ? query.Int64(0) : 0;
    });

    public IReadOnlyList<UsageRecord> Read(string community, string? zone, long fromMs, long toMs) => Do(() =>
    {
        var records = new List<UsageRecord>();
        foreach (var key in zone is null ? ZonesOf(community) : [new ZoneKey(community, zone)])
        {
            if (FindZone(key) is not { } id) continue;
            NewestRevisions.Add(records, key, Rows(_range.Bind(1, id).Bind(2, UsageStart.From(fromMs)).Bind(3, UsageStart.From(toMs))));
        }

        return records;
    });

    public IReadOnlyList<UsageRecord> ReadRevisions(ZoneKey zone, long startMs) => Do(() => FindZone(zone) is { } id
        ? Rows(_revisions.Bind(1, id).Bind(2, UsageStart.Of(startMs))).Select(row => row.Record(zone)).ToList()
        : []);

    public IReadOnlyList<ZoneKey> Zones() => Do(() => ZonesOf(null));

    public long Count() => Do(() => _database.QueryInt64("SELECT count(*) FROM record"));

    public void Dispose()
    {
        lock (_gate) _database.Dispose();
    }

    // Without a condition SQLite frees whole pages, and the rows are not written again (sqlite.org/lang_delete.html, the truncate optimization).
    private void DiscardAll()
    {
        _zoneIds.Clear();
        _database.Execute("DELETE FROM record; DELETE FROM zone; DELETE FROM snapshot");
    }

    private UsageOwner? ReadOwner()
    {
        using var query = _database.PrepareOnce("SELECT id, place FROM journal");
        return query.Step() ? new UsageOwner(Guid.ParseExact(query.Text(0), "N"), query.Text(1)) : null;
    }

    private long LastEntry() => _database.QueryInt64("SELECT max((SELECT coalesce(max(journal_id), 0) FROM record), (SELECT coalesce(max(position), 0) FROM snapshot))");

    private void SaveOwner(UsageOwner owner)
    {
        using var save = _database.PrepareOnce("INSERT OR REPLACE INTO journal VALUES(1, ?1, ?2)");
        save.Bind(1, owner.Id.ToString("N")).Bind(2, owner.Place).Run();
    }

    private static IEnumerable<StoredRecord> Rows(SqliteStatement query)
    {
        while (query.Step()) yield return new StoredRecord(query.Int64(0), (int)query.Int64(1), query.Blob(2).ToArray());
    }

    private void Add(EmittedRecord emitted)
    {
        var (record, start) = (emitted.Record, UsageStart.Of(emitted.Record.StartMs));
        var zone = ZoneId(record.Zone);
        _add.Bind(1, zone).Bind(2, start).Bind(3, record.Revision).Bind(4, emitted.JournalId).Bind(5, emitted.Content).Run();
        if (_database.Changes > 0) return;
        _find.Bind(1, zone).Bind(2, start).Bind(3, record.Revision).Step();
        var isSame = _find.Blob(0).SequenceEqual(emitted.Content);
        _find.Reset();
        if (!isSame) throw UsageStart.Differs(record);
    }

    private long ZoneId(ZoneKey zone)
    {
        if (FindZone(zone) is { } known) return known;
        _addZone.Bind(1, zone.Community).Bind(2, zone.Zone).Run();
        return FindZone(zone)!.Value;
    }

    private long? FindZone(ZoneKey zone)
    {
        if (_zoneIds.TryGetValue(zone, out var known)) return known;
        if (!_findZone.Bind(1, zone.Community).Bind(2, zone.Zone).Step()) return null;
        var id = _findZone.Int64(0);
        _findZone.Reset();
        return _zoneIds[zone] = id;
    }

    private List<ZoneKey> ZonesOf(string? community)
    {
        using var query = _database.PrepareOnce("SELECT community, zone FROM zone WHERE ?1 IS NULL OR community = ?1 ORDER BY community, zone");
        query.Bind(1, community);
        var zones = new List<ZoneKey>();
        while (query.Step()) zones.Add(new ZoneKey(query.Text(0), query.Text(1)));
        return zones;
    }

    private T Do<T>(Func<T> work)
    {
        lock (_gate)
        {
            try
            {
                return work();
            }
            catch (SqliteException e) when (SqliteCode.IsDiskTrouble(e.SqliteErrorCode))
            {
                // A zone that the failed transaction added is not there.
                _zoneIds.Clear();
                throw new UsageUnavailableException($"The usage records '{_path}' cannot be used: {e.Message}", e);
            }
            catch (SqliteException e) when (SqliteCode.IsDamage(e.SqliteErrorCode))
            {
                throw new SqliteFormatException(_path, SqliteFormatFault.Damaged, $"is {Format.Kind} that is damaged ({e.Message})", Format.FixWhenDamaged, e);
            }
            catch
            {
                _zoneIds.Clear();
                throw;
            }
        }
    }
}
