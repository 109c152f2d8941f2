using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.Journaling;

/// <summary>
/// How far every stream (gateway or registry, epoch) is, in a table that is written in the same transaction as the entries; recently used ones
/// are kept in memory. Enforces the journal's rule: a batch is the next one of its stream, and a gap only goes forward.
/// </summary>
internal sealed class JournalStreams
{
    // Enough for every gateway of a city with a few epochs each. A limit, because a sender may start epochs as often as it likes.
    private const int MostInMemory = 20_000;
    private readonly Dictionary<(string Gateway, ulong Epoch), StreamPosition> _durable = [];
    private readonly Dictionary<(string Gateway, ulong Epoch), StreamPosition> _open = [];
    private readonly SqliteStatement _read, _readAll, _write;

    public JournalStreams(SqliteDatabase database)
    {
        _read = database.Prepare("SELECT gateway, epoch, committed, chain FROM stream WHERE gateway = ?1 AND epoch = ?2");
        _readAll = database.Prepare("SELECT gateway, epoch, committed, chain FROM stream");
        _write = database.Prepare("""
            INSERT INTO stream(gateway, epoch, committed, chain) VALUES(?1, ?2, ?3, ?4)
            ON CONFLICT(gateway, epoch) DO UPDATE SET committed = excluded.committed, chain = excluded.chain
            """);
    }

    public IReadOnlyList<StreamPosition> List()
    {
        var streams = new List<StreamPosition>();
        while (_readAll.Step())
            streams.Add(Current(_readAll));
        return streams;
    }

    /// <summary>The stream as of the last commit; null when nothing of it is durable.</summary>
    public StreamPosition? Find(string gateway, ulong epoch)
    {
        if (_durable.TryGetValue((gateway, epoch), out var known))
            return known;
        _read.Bind(1, gateway).Bind(2, epoch);
        var stream = _read.Step() ? Current(_read) : null;
        _read.Reset();
        if (stream is not null)
            Remember(stream);
        return stream;
    }

    /// <summary>Adds an entry to the open group.</summary>
    /// <exception cref="InvalidOperationException">The entry does not continue its stream: nothing of its group may be written.</exception>
    public void Advance(in JournalDraft draft)
    {
        if (draft.Kind is not (JournalKind.Data or JournalKind.Gap or JournalKind.RegistryChange))
            return;
        var key = (draft.Gateway, draft.Epoch);
        if (!_open.TryGetValue(key, out var stream))
            stream = Find(draft.Gateway, draft.Epoch);
        var committed = stream?.Committed ?? 0;
        var isNext = draft.Kind == JournalKind.Gap ? draft.Sequence > committed : draft.Sequence == committed + 1;
        if (!isNext || draft.Epoch == 0)
            throw new InvalidOperationException(
                $"{draft.Kind} of {draft.Gateway} with epoch {draft.Epoch} and sequence {draft.Sequence} cannot follow sequence {committed}.");
        _open[key] = new StreamPosition(draft.Gateway, draft.Epoch, draft.Sequence, draft.Chain);
    }

    /// <summary>Writes the streams that the open group changes, once each.</summary>
    public void Write()
    {
        foreach (var stream in _open.Values)
        {
            _ = stream.Chain is { } chain ? _write.Bind(4, chain) : _write.BindNull(4);
            _write.Bind(1, stream.Gateway).Bind(2, stream.Epoch).Bind(3, stream.Committed).Run();
        }
    }

    /// <summary>The group is durable.</summary>
    public void Commit()
    {
        foreach (var stream in _open.Values)
            Remember(stream);
        _open.Clear();
    }

    private void Remember(StreamPosition stream)
    {
        if (_durable.Count >= MostInMemory)
            _durable.Clear();
        _durable[(stream.Gateway, stream.Epoch)] = stream;
    }

    private static StreamPosition Current(SqliteStatement row) =>
        new(row.Text(0), row.UInt64(1), row.UInt64(2), row.IsNull(3) ? null : row.Blob(3).ToArray());
}
