using System.Text;
using OpcSpaces.Points;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Storage.DeadLetters;

/// <summary>The SQL of <see cref="DeadLetterTable"/>. Not thread-safe.</summary>
internal sealed class DeadLetterStatements(SqliteDatabase database)
{
    private const int MaxTextChars = 1_000;

    private readonly SqliteStatement _insert = database.Prepare("""
        INSERT INTO letter(journal_id, item, received_ms, topic, reason, text, payload, payload_bytes)
        VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT DO NOTHING RETURNING id
        """);

    private readonly SqliteStatement _count = database.Prepare(
        "INSERT INTO reason VALUES(?1, 1) ON CONFLICT(reason) DO UPDATE SET count = count + 1");

    private readonly SqliteStatement _add = database.Prepare("UPDATE total SET bytes = bytes + ?1, evicted = evicted + ?2");
    private readonly SqliteStatement _forgetOrigins = database.Prepare("UPDATE letter SET journal_id = NULL WHERE journal_id > ?1");
    private readonly SqliteStatement _journal = database.Prepare("SELECT journal FROM total");
    private readonly SqliteStatement _setJournal = database.Prepare("UPDATE total SET journal = ?1");
    private readonly SqliteStatement _total = database.Prepare("SELECT bytes FROM total");
    private readonly SqliteStatement _oldest = database.Prepare("SELECT id, length(payload) + octet_length(text) FROM letter ORDER BY id LIMIT 1");
    private readonly SqliteStatement _delete = database.Prepare("DELETE FROM letter WHERE id = ?1");
    private readonly SqliteStatement _counts = database.Prepare("SELECT reason, count FROM reason ORDER BY reason");

    private readonly SqliteStatement _newest = database.Prepare("""
        SELECT id, journal_id, item, received_ms, topic, reason, text, payload, payload_bytes FROM letter ORDER BY id DESC LIMIT ?1
        """);

    public void Insert(DeadLetter letter, int maxPayloadBytes)
    {
        var payload = letter.Payload.Span[..Math.Min(letter.Payload.Length, maxPayloadBytes)];
        var text = letter.Text.CutTo(MaxTextChars);
        _ = letter.JournalId is { } journalId ? _insert.Bind(1, journalId) : _insert.BindNull(1);
        _insert.Bind(2, letter.Item).Bind(3, letter.ReceivedAt.ToUnixTimeMilliseconds()).Bind(4, letter.Topic)
            .Bind(5, letter.Reason).Bind(6, text).Bind(7, payload).Bind(8, letter.Payload.Length);
        if (!_insert.Step())
            return; // stored when the same journal entry was read before
        _insert.Reset();
        _count.Bind(1, letter.Reason).Run();
        _add.Bind(1, payload.Length + Encoding.UTF8.GetByteCount(text)).Bind(2, 0).Run();
    }

    public void ForgetOrigins(long afterJournalId) => _forgetOrigins.Bind(1, afterJournalId).Run();

    /// <summary>Takes the journal that origins are of, and forgets those of another.</summary>
    public void BelongTo(JournalIdentity journal)
    {
        var id = journal.Id.ToString("N");
        _journal.Step();
        var owner = _journal.TextOrNull(0);
        _journal.Reset();
        if (owner == id) return;
        // What an earlier version wrote can be of the entries that this journal had when it got its id.
        ForgetOrigins(owner is null ? journal.NamedAt : 0);
        _setJournal.Bind(1, id).Run();
    }

    public void Evict(long maxTotalBytes)
    {
        while (Total() > maxTotalBytes && _oldest.Step())
        {
            var (id, bytes) = (_oldest.Int64(0), _oldest.Int64(1));
            _oldest.Reset();
            _delete.Bind(1, id).Run();
            _add.Bind(1, -bytes).Bind(2, 1).Run();
        }
    }

    /// <summary>Removes what was received before a time; returns how many letters and the first and last time of them.</summary>
    public (long Count, long FromMs, long ToMs) Expire(long beforeMs)
    {
        using var sum = database.PrepareOnce("SELECT count(*), coalesce(sum(length(payload) + octet_length(text)), 0), coalesce(min(received_ms), 0), coalesce(max(received_ms), 0) FROM letter WHERE received_ms < ?1");
        sum.Bind(1, beforeMs).Step();
        var (count, bytes, fromMs, toMs) = (sum.Int64(0), sum.Int64(1), sum.Int64(2), sum.Int64(3));
        sum.Reset();
        if (count == 0) return default;
        using var delete = database.PrepareOnce("DELETE FROM letter WHERE received_ms < ?1");
        delete.Bind(1, beforeMs).Run();
        _add.Bind(1, -bytes).Bind(2, 0).Run();
        return (count, fromMs, toMs);
    }

    public long CountBefore(long beforeMs)
    {
        using var query = database.PrepareOnce("SELECT count(*) FROM letter WHERE received_ms < ?1");
        return query.Bind(1, beforeMs).Step() ? query.Int64(0) : 0;
    }

    public IReadOnlyList<DeadLetterCount> Counts()
    {
        var counts = new List<DeadLetterCount>();
        while (_counts.Step())
            counts.Add(new DeadLetterCount(_counts.Text(0), _counts.Int64(1)));
        return counts;
    }

    public IReadOnlyList<StoredDeadLetter> Newest(int limit)
    {
        var letters = new List<StoredDeadLetter>();
        _newest.Bind(1, limit);
        while (_newest.Step())
            letters.Add(Current());
        return letters;
    }

    private StoredDeadLetter Current()
    {
        var letter = new DeadLetter(
            _newest.IsNull(1) ? null : _newest.Int64(1), (int)_newest.Int64(2),
            DateTimeOffset.FromUnixTimeMilliseconds(_newest.Int64(3)),
            _newest.Text(4), _newest.Text(5), _newest.Text(6), _newest.Blob(7).ToArray());
        return new StoredDeadLetter(_newest.Int64(0), letter, (int)_newest.Int64(8));
    }

    private long Total()
    {
        _total.Step();
        var bytes = _total.Int64(0);
        _total.Reset();
        return bytes;
    }
}
