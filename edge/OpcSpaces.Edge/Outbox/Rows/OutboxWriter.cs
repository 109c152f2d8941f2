using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using OpcSpaces.Edge.Outbox.Files;
using OpcSpaces.Edge.Outbox.Pending;
using OpcSpaces.Points;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox.Rows;

/// <summary>
/// Everything that writes rows: gives numbers, links the chain, forgets old rows. Each method is one transaction, and the state in
/// memory changes only after it. Guarded by the outbox's disk lock.
/// </summary>
internal sealed class OutboxWriter(OutboxTables tables, OutboxState state, StoredLog log, BatchEncoder encoder, long retainMinutes, string boot)
{
    // Limits what one commit places: some 10 MB. More is of a machine that ran for days without a clock; the newest are placed.
    private const int MostPlacedAtOnce = 50_000;

    // Limits what one commit deletes, so that a mark never takes long.
    private const int MostForgottenAtOnce = 1000;

    /// <summary>The note that keeps the newest statement about the clock.</summary>
    public const string ClockNote = "clock";

    // What the file holds; null before the first mark of this run.
    private IReadOnlyList<UncertainMetric>? _uncertain;

    private bool _hasUnplaced = tables.ReadUnplaced().Count > 0;

    public OutboxState State { get; private set; } = state;

    public StoredLog Log { get; private set; } = log;

    public OutboxTables Tables => tables;

    /// <summary>Whether batches wait for the clock to be set.</summary>
    public bool HasUnplaced => _hasUnplaced;

    /// <summary>Random, 63 bits, never 0.</summary>
    public static ulong NewEpoch()
    {
        Span<byte> random = stackalloc byte[8];
        RandomNumberGenerator.Fill(random);
        return (BinaryPrimitives.ReadUInt64LittleEndian(random) >> 1) | 1;
    }

    /// <summary>Makes all of <paramref name="work"/> durable, in order, or nothing and throws.</summary>
    public List<WrittenBatch> Write(List<PendingWork> work, KeptValues kept, ulong committed)
    {
        var written = new List<WrittenBatch>(work.Count);
        var (state, log, uncertain, hasUnplaced) = (State, Log, _uncertain, _hasUnplaced);
        tables.Database.Transact(() =>
        {
            foreach (var item in work)
            {
                if (item is PendingStatement statement) log = InsertStatement(log, state, statement, hasUnplaced, written);
                if (hasUnplaced && item.Clock is { IsSet: true } set)
                {
                    log = Place(log, state, set.OffsetMs, written);
                    hasUnplaced = false;
                }

                var before = log.LastSequence;
                switch (item)
                {
                    case PendingBatch batch:
                        log = Insert(log, state, batch.Device, batch.Kind, batch.Readings, batch.Content, batch, written);
                        break;
                    case PendingLoss loss:
                        foreach (var (device, readings) in loss.Unknowns())
                            log = Insert(log, state, device, BatchKind.State, readings, encoder.Encode(readings), null, written);
                        break;
                    case PendingObservedThrough mark:
                        state = Mark(state, mark, log.LastSequence, committed);
                        if (HasPlace(mark))
                        {
                            if (uncertain is null || !uncertain.SequenceEqual(mark.UncertainMetrics)) tables.SaveUncertainMetrics(mark.UncertainMetrics);
                            uncertain = mark.UncertainMetrics;
                        }

                        log = Forget(log, state);
                        break;
                }

                if (item.Clock is { IsSet: false } unset && item is not PendingStatement) hasUnplaced |= RememberUnplaced(before, written, unset.OffsetMs);
            }

            foreach (var (name, value) in kept.Registers) tables.SaveRegister(name, value);
            foreach (var (name, value) in kept.Notes) tables.SaveNote(name, value);
        });
        // A crash before this line, or before the caller tells anyone, leaves stored batches that nobody knows of: the next start reads them.
        (State, Log, _uncertain, _hasUnplaced) = (state, log, uncertain, hasUnplaced);
        return written;
    }

    public void SaveBirthSequence(byte birthSequence)
    {
        var state = State with { BirthSequence = birthSequence };
        tables.Database.Transact(() => tables.Save(state));
        State = state;
    }

    /// <summary>Deletes the oldest rows up to <paramref name="sequence"/>, but never the last one, whose link the next one needs.</summary>
    public void DropUpTo(ulong sequence)
    {
        var log = Log;
        tables.Database.Transact(() => log = DropUpTo(log, sequence));
        Log = log;
    }

    /// <summary>Replaces batches by tombstones: number, hash and chain stay.</summary>
    public void Bury(IReadOnlyList<TombstoneRow> tombstones)
    {
        tables.Database.Transact(() =>
        {
            // All are deleted before the first is inserted: SQLite merges pages after a deletion but not after an update, so
            // otherwise each page would keep a few small rows and no space would become free.
            foreach (var tombstone in tombstones) tables.Delete(tombstone.Sequence);
            foreach (var tombstone in tombstones) Insert(tombstone);
        });
        Log = Log with { Bytes = Log.Bytes - tombstones.Sum(tombstone => (long)tombstone.SavedBytes) };
    }

    /// <summary>
    /// Begins a new epoch in which everything above <paramref name="committed"/> gets a new number, from 1 on, and a new link.
    /// Rows that the cloud has of the old epoch are deleted. Returns how many batches were taken over.
    /// </summary>
    public ulong StartNewEpoch(ulong committed, AliasBook aliases)
    {
        var shift = Math.Max(Math.Min(committed, Log.LastSequence), Log.FirstSequence - 1);
        var state = State with
        {
            Epoch = NewEpoch(),
            Committed = 0,
            Previous = (State.Epoch, shift),
            MarkSequence = State.MarkSequence - Math.Min(State.MarkSequence, shift),
        };
        var log = StoredLog.Empty(state.Epoch);
        tables.Database.Transact(() =>
        {
            tables.Save(state);
            tables.DeleteUpTo(shift);
            // SQLite goes upwards, so that each new number is free when its row gets it.
            tables.Database.Execute($"UPDATE batches SET sequence = sequence - {shift}");
            log = Relink(log);
            tables.Database.Execute($"DELETE FROM unplaced WHERE sequence <= {shift}");
            tables.Database.Execute($"UPDATE unplaced SET sequence = sequence - {shift}");
            tables.Database.Execute($"UPDATE aliases SET retired_at = max(0, retired_at - {shift}) WHERE retired_at IS NOT NULL");
        });
        (State, Log) = (state, log);
        aliases.ShiftRetired(shift);
        return log.LastSequence;
    }

    private StoredLog Insert(
        StoredLog log, OutboxState state, string device, BatchKind kind, MetricReading[] readings, EncodedContent content, PendingBatch? pending,
        List<WrittenBatch> written)
    {
        var sequence = log.LastSequence + 1;
        var chain = OutboxChain.Next(log.Chain, sequence, device, content.Hash);
        tables.Insert(new NumberedRow
        {
            Sequence = sequence,
            Kind = kind,
            Device = device,
            FirstMs = content.FirstMs,
            LastMs = content.LastMs,
            RanMinute = state.RanMinutes,
            ContentHash = content.Hash,
            Chain = chain,
            Content = content.Bytes,
        });
        written.Add(new WrittenBatch(new OutboxBatch(sequence, device, content.Bytes, new ChainLink(chain)), content.Hash, readings, pending));
        return log with { LastSequence = sequence, Chain = chain, Bytes = log.Bytes + OutboxTables.BytesOf(device, content.Bytes.Length) };
    }

    // Before what it places: those batches have the times of the clock that it is about.
    private StoredLog InsertStatement(StoredLog log, OutboxState state, PendingStatement item, bool hasUnplaced, List<WrittenBatch> written)
    {
        var statement = item.Statement;
        if (hasUnplaced && item.Clock is { IsSet: true } && tables.ReadUnplaced().TakeLast(MostPlacedAtOnce).Select(row => row.Key).ToList() is { Count: > 0 } unplaced)
            statement = statement with { PlacedFrom = unplaced[0], PlacedTo = unplaced[^1] };
        var json = statement.ToJson();
        MetricReading[] reading = [new(item.Metric, statement.WallMs, PointValue.Of(json))];
        tables.SaveNote(ClockNote, Encoding.UTF8.GetBytes(json));
        return Insert(log, state, item.Metric.Device, BatchKind.State, reading, encoder.Encode(reading), null, written);
    }

    private static bool HasPlace(PendingObservedThrough mark) => mark.Clock is null || mark.ObservedThroughMs >= PlausibleTime.EarliestMs;

    private bool RememberUnplaced(ulong before, List<WrittenBatch> written, long offsetMs)
    {
        var unplaced = written.Where(batch => batch.Batch.Sequence > before && batch.Readings.Any(reading => reading.TimestampMs < PlausibleTime.EarliestMs)).ToList();
        foreach (var batch in unplaced) tables.SaveUnplaced(batch.Batch.Sequence, boot, offsetMs);
        return unplaced.Count > 0;
    }

    // The chain never changes: the batches are appended once more, with the times that they would have had.
    private StoredLog Place(StoredLog log, OutboxState state, long offsetMs, List<WrittenBatch> written)
    {
        foreach (var (sequence, unsetMs) in tables.ReadUnplaced().TakeLast(MostPlacedAtOnce))
        {
            (string Device, BatchKind Kind, byte[] Content)? found = null;
            tables.Visit(sequence, 1, row =>
            {
                if (row.Sequence == sequence && row.Kind != BatchKind.Tombstone) found = (row.Device, row.Kind, row.Content.ToArray());
                return false;
            });
            if (found is not var (device, kind, old)) continue;
            var (bytes, firstMs, lastMs) = ShiftedContent.Of(old, PlausibleTime.EarliestMs, offsetMs - unsetMs);
            log = Insert(log, state, device, kind, [], new EncodedContent(bytes, SHA256.HashData(bytes), firstMs, lastMs), null, written);
        }

        tables.Database.Execute("DELETE FROM unplaced");
        return log;
    }

    private void Insert(TombstoneRow tombstone) => tables.Insert(new NumberedRow
    {
        Sequence = tombstone.Sequence,
        Kind = BatchKind.Tombstone,
        Device = tombstone.Device,
        FirstMs = tombstone.FirstMs,
        LastMs = tombstone.LastMs,
        RanMinute = tombstone.RanMinute,
        ContentHash = tombstone.ContentHash,
        Chain = tombstone.Chain,
        Content = tombstone.Tombstone,
    });

    private OutboxState Mark(OutboxState state, PendingObservedThrough mark, ulong lastSequence, ulong committed)
    {
        state = state with
        {
            Committed = committed,
            // A time of a clock that was not set says nothing to a later boot: the last mark before it stays.
            ObservedThroughMs = HasPlace(mark) ? mark.ObservedThroughMs : state.ObservedThroughMs,
            MarkSequence = HasPlace(mark) ? lastSequence : state.MarkSequence,
            RanMinutes = state.RanMinutes + mark.RanMinutes,
        };
        tables.Save(state);
        return state;
    }

    private StoredLog Forget(StoredLog log, OutboxState state)
    {
        using var old = tables.Database.PrepareOnce(
            $"SELECT max(sequence) FROM (SELECT sequence, ran_minute FROM batches WHERE sequence <= ?1 ORDER BY sequence LIMIT {MostForgottenAtOnce}) WHERE ran_minute < ?2");
        old.Bind(1, state.Committed).Bind(2, state.RanMinutes - retainMinutes);
        return old.Step() && !old.IsNull(0) ? DropUpTo(log, old.UInt64(0)) : log;
    }

    private StoredLog DropUpTo(StoredLog log, ulong sequence)
    {
        if (log.LastSequence == 0) return log;
        sequence = Math.Min(sequence, log.LastSequence - 1);
        if (sequence < log.FirstSequence) return log;
        var bytes = tables.SizeUpTo(sequence);
        var link = tables.ChainOf(sequence);
        tables.DeleteUpTo(sequence);
        tables.SaveBase(link!.Value);
        return log with { FirstSequence = sequence + 1, Base = link, Bytes = log.Bytes - bytes };
    }

    private StoredLog Relink(StoredLog log)
    {
        using var rows = tables.Database.PrepareOnce("SELECT sequence, device, content_hash FROM batches ORDER BY sequence");
        using var relink = tables.Database.PrepareOnce("UPDATE batches SET chain = ?2 WHERE sequence = ?1");
        while (rows.Step())
        {
            var sequence = rows.UInt64(0);
            var chain = OutboxChain.Next(log.Chain, sequence, rows.Text(1), rows.Blob(2));
            relink.Bind(1, sequence).Bind(2, chain).Run();
            log = log with { LastSequence = sequence, Chain = chain };
        }

        return log with { Bytes = tables.SizeUpTo(log.LastSequence) };
    }
}

/// <summary>A batch that a commit made durable, with the readings that it was made from.</summary>
internal readonly record struct WrittenBatch(OutboxBatch Batch, byte[] ContentHash, MetricReading[] Readings, PendingBatch? Pending)
{
    /// <summary>Whether it is an earlier batch with the times of the clock that was set since.</summary>
    public bool IsPlaced => Readings.Length == 0;
}
