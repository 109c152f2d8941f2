using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.Journaling;

/// <summary>
/// The committed sequence of every (gateway, epoch), in memory and in the table that is written in the same transaction as the
/// entries. Guards the journal's own law: a batch is the next one of its stream, and a gap only goes forward.
/// </summary>
internal sealed class JournalStreams
{
    private readonly Dictionary<(string Gateway, ulong Epoch), ulong> _committed = [];
    private readonly Dictionary<(string Gateway, ulong Epoch), ulong> _open = [];
    private readonly SqliteStatement _write;

    public JournalStreams(SqliteDatabase database)
    {
        _write = database.Prepare("""
            INSERT INTO stream(gateway, epoch, committed) VALUES(?1, ?2, ?3)
            ON CONFLICT(gateway, epoch) DO UPDATE SET committed = excluded.committed
            """);
        var read = database.Prepare("SELECT gateway, epoch, committed FROM stream");
        while (read.Step())
            _committed[(read.Text(0), (ulong)read.Int64(1))] = (ulong)read.Int64(2);
    }

    public IReadOnlyList<StreamPosition> List() =>
        [.. _committed.Select(stream => new StreamPosition(stream.Key.Gateway, stream.Key.Epoch, stream.Value))];

    /// <summary>Takes an entry into the open group.</summary>
    /// <exception cref="InvalidOperationException">The caller would break a stream: nothing of its group may be written.</exception>
    public void Advance(in JournalDraft draft)
    {
        if (draft.Kind is not (JournalKind.Data or JournalKind.Gap))
            return;
        var key = (draft.Gateway, draft.Epoch);
        if (!_open.TryGetValue(key, out var committed))
            committed = _committed.GetValueOrDefault(key);
        var isNext = draft.Kind == JournalKind.Data ? draft.Sequence == committed + 1 : draft.Sequence > committed;
        if (!isNext || draft.Epoch == 0)
            throw new InvalidOperationException(
                $"{draft.Kind} of {draft.Gateway} with epoch {draft.Epoch} and sequence {draft.Sequence} cannot follow sequence {committed}.");
        _open[key] = draft.Sequence;
    }

    /// <summary>Writes what the open group changes, once per stream.</summary>
    public void Write()
    {
        foreach (var ((gateway, epoch), committed) in _open)
            _write.Bind(1, gateway).Bind(2, (long)epoch).Bind(3, (long)committed).Run();
    }

    /// <summary>The group is durable.</summary>
    public void Commit()
    {
        foreach (var (key, committed) in _open)
            _committed[key] = committed;
        _open.Clear();
    }
}
