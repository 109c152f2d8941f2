using OpcSpaces.Sqlite;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox.Files;

/// <summary>
/// Every SQL statement on the outbox's tables (<see cref="OutboxFormat"/>). Not thread-safe; its owner's lock guards it.
/// </summary>
internal sealed class OutboxTables : IDisposable
{
    /// <summary>Bytes that a row takes besides content and device: hashes, numbers, SQLite's cell and page overhead.</summary>
    public const int RowOverheadBytes = 130;

    private readonly SqliteStatement _insert, _readFrom, _deleteUpTo, _sizeUpTo, _delete, _chainOf, _saveState, _saveBase, _saveRegister, _saveNote, _readNote, _saveAlias, _clearUncertain, _saveUncertain, _saveUnplaced;

    public OutboxTables(string path, string vfs, bool survivesPowerLoss)
    {
        Database = OutboxFormat.Open(path, vfs, survivesPowerLoss);
        try
        {
            _insert = Database.Prepare("INSERT INTO batches VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
            _readFrom = Database.Prepare("SELECT sequence, kind, device, first_ms, last_ms, content_hash, content, chain, ran_minute FROM batches WHERE sequence >= ?1 ORDER BY sequence LIMIT ?2");
            _sizeUpTo = Database.Prepare($"SELECT ifnull(sum(length(content) + length(device) + {RowOverheadBytes}), 0) FROM batches WHERE sequence <= ?1");
            _deleteUpTo = Database.Prepare("DELETE FROM batches WHERE sequence <= ?1");
            _delete = Database.Prepare("DELETE FROM batches WHERE sequence = ?1");
            _chainOf = Database.Prepare("SELECT chain FROM batches WHERE sequence = ?1");
            _saveState = Database.Prepare("""
                INSERT INTO state VALUES (1, ?1, ?2, ?3, ?4, ?5, nullif(?6, -1), ?7, ?8, NULL)
                ON CONFLICT(id) DO UPDATE SET epoch = ?1, committed = ?2, observed_through_ms = ?3, mark_sequence = ?4, ran_minutes = ?5,
                    birth_sequence = nullif(?6, -1), previous_epoch = ?7, previous_sequence = ?8
                """);
            _saveBase = Database.Prepare("UPDATE state SET base_chain = ?1");
            _saveRegister = Database.Prepare("INSERT OR REPLACE INTO registers VALUES (?1, ?2)");
            _saveNote = Database.Prepare("INSERT OR REPLACE INTO notes VALUES (?1, ?2)");
            _readNote = Database.Prepare("SELECT value FROM notes WHERE name = ?1");
            _clearUncertain = Database.Prepare("DELETE FROM undecided");
            _saveUncertain = Database.Prepare("INSERT INTO undecided VALUES (?1, ?2)");
            _saveUnplaced = Database.Prepare("INSERT INTO unplaced VALUES (?1, ?2, ?3)");
            _saveAlias = Database.Prepare("INSERT OR REPLACE INTO aliases VALUES (?1, ?2, ?3, ?4, nullif(?5, -1))");
        }
        catch
        {
            Database.Dispose();
            throw;
        }
    }

    public SqliteDatabase Database { get; }

    public static long BytesOf(string device, int contentBytes) => contentBytes + device.Length + RowOverheadBytes;

    /// <summary>Null in a new file.</summary>
    public OutboxState? ReadState()
    {
        using var query = Database.PrepareOnce("SELECT epoch, committed, observed_through_ms, mark_sequence, ran_minutes, birth_sequence, previous_epoch, previous_sequence FROM state");
        if (!query.Step()) return null;
        return new OutboxState
        {
            Epoch = query.UInt64(0),
            Committed = query.UInt64(1),
            ObservedThroughMs = query.Int64(2),
            MarkSequence = query.UInt64(3),
            RanMinutes = query.Int64(4),
            BirthSequence = query.IsNull(5) ? null : (byte)query.Int64(5),
            Previous = (query.UInt64(6), query.UInt64(7)),
        };
    }

    public void Save(OutboxState state) => _saveState
        .Bind(1, state.Epoch).Bind(2, state.Committed).Bind(3, state.ObservedThroughMs).Bind(4, state.MarkSequence)
        .Bind(5, state.RanMinutes).Bind(6, state.BirthSequence ?? -1L).Bind(7, state.Previous.Epoch).Bind(8, state.Previous.Sequence).Run();

    /// <summary>The link that the oldest row follows, as it was saved when the rows before it were deleted; null when it is not known.</summary>
    public ChainLink? ReadBase()
    {
        using var query = Database.PrepareOnce("SELECT base_chain FROM state");
        return query.Step() && !query.IsNull(0) ? ChainLink.From(query.Blob(0)) : null;
    }

    public void SaveBase(ChainLink link) => _saveBase.Bind(1, link.ToArray()).Run();

    /// <summary>The link of a row; null when it is not held.</summary>
    public ChainLink? ChainOf(ulong sequence)
    {
        _chainOf.Bind(1, sequence);
        try
        {
            return _chainOf.Step() ? ChainLink.From(_chainOf.Blob(0)) : null;
        }
        finally
        {
            _chainOf.Reset();
        }
    }

    public void Insert(in NumberedRow row) => _insert
        .Bind(1, row.Sequence).Bind(2, (long)row.Kind).Bind(3, row.Device).Bind(4, row.FirstMs).Bind(5, row.LastMs)
        .Bind(6, row.RanMinute).Bind(7, row.ContentHash).Bind(8, row.Chain).Bind(9, row.Content).Run();

    /// <summary>Shows rows from <paramref name="sequence"/> on, in order, at most <paramref name="max"/>, until <paramref name="visit"/> returns false.</summary>
    public void Visit(ulong sequence, int max, Func<StoredRow, bool> visit)
    {
        _readFrom.Bind(1, sequence).Bind(2, max);
        try
        {
            while (_readFrom.Step() && visit(new StoredRow(_readFrom)))
            {
            }
        }
        finally
        {
            _readFrom.Reset();
        }
    }

    public long SizeUpTo(ulong sequence)
    {
        _sizeUpTo.Bind(1, sequence);
        try
        {
            return _sizeUpTo.Step() ? _sizeUpTo.Int64(0) : 0;
        }
        finally
        {
            _sizeUpTo.Reset();
        }
    }

    public void DeleteUpTo(ulong sequence) => _deleteUpTo.Bind(1, sequence).Run();

    public void Delete(ulong sequence) => _delete.Bind(1, sequence).Run();

    /// <summary>Replaces the metrics that were uncertain at the mark before.</summary>
    public void SaveUncertainMetrics(IReadOnlyList<UncertainMetric> uncertain)
    {
        _clearUncertain.Run();
        foreach (var (metric, knownThroughMs) in uncertain) _saveUncertain.Bind(1, metric.Alias).Bind(2, knownThroughMs).Run();
    }

    /// <summary>The metrics that were uncertain at the last mark, by alias, with the time (ms since 1970 UTC) up to which each is known.</summary>
    public Dictionary<ulong, long> ReadUncertainMetrics()
    {
        var uncertain = new Dictionary<ulong, long>();
        using var query = Database.PrepareOnce("SELECT alias, sure_through_ms FROM undecided");
        while (query.Step()) uncertain.Add(query.UInt64(0), query.Int64(1));
        return uncertain;
    }

    /// <summary>Remembers that a batch has times of a clock that was not set: wall time was <paramref name="offsetMs"/> more than monotonic time.</summary>
    public void SaveUnplaced(ulong sequence, string boot, long offsetMs) => _saveUnplaced.Bind(1, sequence).Bind(2, boot).Bind(3, offsetMs).Run();

    /// <summary>The batches with times of a clock that was not set, by number, with wall time minus monotonic time (ms) when they were made.</summary>
    public SortedDictionary<ulong, long> ReadUnplaced()
    {
        var unplaced = new SortedDictionary<ulong, long>();
        using var query = Database.PrepareOnce("SELECT sequence, offset_ms FROM unplaced");
        while (query.Step()) unplaced.Add(query.UInt64(0), query.Int64(1));
        return unplaced;
    }

    /// <summary>Forgets the batches of other boots, whose monotonic time is over. Returns how many there were.</summary>
    public long ForgetUnplacedExcept(string boot)
    {
        using var query = Database.PrepareOnce("SELECT count(*) FROM unplaced WHERE boot <> ?1");
        query.Bind(1, boot).Step();
        var others = query.Int64(0);
        if (others == 0) return 0;
        using var forget = Database.PrepareOnce("DELETE FROM unplaced WHERE boot <> ?1");
        forget.Bind(1, boot).Run();
        return others;
    }

    public Dictionary<string, long> ReadRegisters()
    {
        var registers = new Dictionary<string, long>();
        using var query = Database.PrepareOnce("SELECT name, value FROM registers");
        while (query.Step()) registers.Add(query.Text(0), query.Int64(1));
        return registers;
    }

    public void SaveRegister(string name, long value) => _saveRegister.Bind(1, name).Bind(2, value).Run();

    /// <summary>Null when there is none of this name.</summary>
    public byte[]? ReadNote(string name)
    {
        _readNote.Bind(1, name);
        try
        {
            return _readNote.Step() ? _readNote.Blob(0).ToArray() : null;
        }
        finally
        {
            _readNote.Reset();
        }
    }

    public void SaveNote(string name, ReadOnlySpan<byte> value) => _saveNote.Bind(1, name).Bind(2, value).Run();

    public void SaveAlias(Metric metric) => _saveAlias
        .Bind(1, metric.Alias).Bind(2, metric.Device).Bind(3, metric.Name).Bind(4, (long)metric.DataType)
        .Bind(5, metric.RetiredAt is { } at ? (long)at : -1L).Run();

    public void Dispose() => Database.Dispose();
}
