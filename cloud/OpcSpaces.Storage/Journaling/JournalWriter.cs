using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.Journaling;

/// <summary>The one connection that writes. After any exception it is closed and a new one is opened. Not thread-safe.</summary>
internal sealed class JournalWriter : IDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _insert;
    private readonly JournalStreams _streams;
    private readonly JournalExpiry _expiry;

    /// <summary>Takes the open file (<see cref="JournalFormat.OpenForWriting"/>).</summary>
    /// <param name="database">The file.</param>
    /// <param name="place">Where it is.</param>
    public JournalWriter(SqliteDatabase database, string place)
    {
        _database = database;
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _insert = database.Prepare("INSERT INTO entry VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        _streams = new JournalStreams(database);
        _expiry = new JournalExpiry(database);
        LastId = database.QueryInt64("SELECT coalesce(max(id), 0) FROM entry");
        Identity = ReadIdentity(database, place);
    }

    public long LastId { get; private set; }

    public JournalIdentity Identity { get; }

    public JournalStreams Streams => _streams;

    public JournalExpiry Expiry => _expiry;

    /// <summary>One transaction; the entries are durable when this returns.</summary>
    public JournalEntry[] Append(IReadOnlyList<JournalDraft> drafts)
    {
        var entries = new JournalEntry[drafts.Count];
        _begin.Run();
        for (var i = 0; i < entries.Length; i++)
        {
            var draft = drafts[i];
            _streams.Advance(draft);
            entries[i] = Insert(LastId + 1 + i, draft);
        }
        _streams.Write();
        // Crash here: nothing of the group is stored, nobody was told, and the gateways send it again.
        _commit.Run();
        // Crash here: the group is stored and nobody was told; batches that come again are recognised by their streams.
        _streams.Commit();
        LastId += entries.Length;
        return entries;
    }

    public void Dispose() => _database.Dispose();

    private static JournalIdentity ReadIdentity(SqliteDatabase database, string place)
    {
        using var query = database.PrepareOnce("SELECT id, named_at FROM identity");
        return query.Step() && Guid.TryParseExact(query.Text(0), "N", out var id)
            ? new JournalIdentity(id, query.Int64(1), place)
            : throw new SqliteFormatException(place, SqliteFormatFault.Damaged, "is a journal without its id", JournalFormat.FixWhenDamaged);
    }

    private JournalEntry Insert(long id, in JournalDraft draft)
    {
        var receivedMs = draft.ReceivedAt.ToUnixTimeMilliseconds();
        _insert.Bind(1, id).Bind(2, receivedMs).Bind(3, (long)draft.Kind).Bind(4, draft.Gateway).Bind(5, draft.Device)
            .Bind(6, (long)draft.Epoch).Bind(7, (long)draft.Sequence).Bind(8, draft.Payload).Run();
        // Readers must get the same from memory as from the file: whole milliseconds in UTC.
        return new JournalEntry(
            id, DateTimeOffset.FromUnixTimeMilliseconds(receivedMs), draft.Kind, draft.Gateway, draft.Device,
            draft.Epoch, draft.Sequence, draft.Payload);
    }
}
