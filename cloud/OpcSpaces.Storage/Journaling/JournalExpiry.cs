using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.Journaling;

/// <summary>The part of the writing connection that replaces content. Not thread-safe.</summary>
internal sealed class JournalExpiry
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _saveStart, _delete, _insert, _saveThrough;

    public JournalExpiry(SqliteDatabase database)
    {
        _database = database;
        _saveStart = database.Prepare("""
            INSERT INTO expiry VALUES(1, ?1, ?2, ?3, ?4, 0) ON CONFLICT(one) DO UPDATE
            SET position = excluded.position, received_ms = excluded.received_ms, version = excluded.version, state = excluded.state
            """);
        _delete = database.Prepare("DELETE FROM entry WHERE id = ?1");
        _insert = database.Prepare($"INSERT INTO entry VALUES(?1, ?2, {(int)JournalKind.Expired}, ?3, ?4, ?5, ?6, ?7)");
        _saveThrough = database.Prepare("UPDATE expiry SET through = ?1");
        using var read = database.PrepareOnce("SELECT position, received_ms, version, state, through FROM expiry");
        if (!read.Step()) return;
        Start = new RebuildStart(read.Int64(0), DateTimeOffset.FromUnixTimeMilliseconds(read.Int64(1)), (int)read.Int64(2), read.Blob(3).ToArray());
        Through = read.Int64(4);
    }

    public RebuildStart? Start { get; private set; }

    public long Through { get; private set; }

    public RebuildStart Begin(RebuildStart start)
    {
        if (Start is { } before && start.Position < before.Position)
            throw new InvalidOperationException($"Entries up to {before.Position} may have expired: a rebuild cannot begin at {start.Position}.");
        _saveStart.Bind(1, start.Position).Bind(2, start.ReceivedAt.ToUnixTimeMilliseconds()).Bind(3, start.Version).Bind(4, start.State).Run();
        return Start = start;
    }

    public void Expire(IReadOnlyList<(JournalEntry Entry, ExpiredEntry Left)> entries, long through)
    {
        var last = Math.Max(through, entries.Count > 0 ? entries.Max(it => it.Entry.Id) : 0);
        if (last > (Start?.Position ?? 0))
            throw new InvalidOperationException($"Entry {last} must not expire: a rebuild begins at {Start?.Position ?? 0}.");
        _database.Transact(() =>
        {
            // SQLite frees the pages of rows that are deleted, and not those of rows that become shorter.
            foreach (var (entry, _) in entries) _delete.Bind(1, entry.Id).Run();
            foreach (var (entry, left) in entries) Insert(entry, left);
            _saveThrough.Bind(1, through).Run();
        });
        Through = through;
    }

    public long GiveBack(long kept, int most) => _database.GiveBack(kept, most);

    private void Insert(JournalEntry entry, ExpiredEntry left) => _insert
        .Bind(1, entry.Id).Bind(2, entry.ReceivedAt.ToUnixTimeMilliseconds()).Bind(3, entry.Gateway).Bind(4, entry.Device).Bind(5, entry.Epoch).Bind(6, entry.Sequence).Bind(7, left.ToBytes()).Run();
}
