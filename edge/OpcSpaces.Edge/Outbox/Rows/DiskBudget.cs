using OpcSpaces.Edge.Outbox.Files;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Outbox.Rows;

/// <summary>
/// Keeps the rows within the disk budget. It gives up, in this order: rows that the cloud has; telemetry, oldest first, which
/// leaves tombstones; changes of state, likewise; and finally the oldest rows without a trace, which <c>Outbox/First</c> then
/// declares. A batch that is smaller than its tombstone stays. Guarded by the outbox's disk lock.
/// </summary>
internal sealed class DiskBudget(OutboxWriter writer, AliasBook aliases, long budgetBytes)
{
    public const string Reason = "disk budget";

    // Rows that one step looks at, and so the most that one transaction changes.
    private const int Step = 256;

    // Rows that one step deletes: few, so that not many more are deleted than necessary.
    private const int DropStep = 32;

    private readonly BatchEncoder _encoder = new();

    // The number up to which each kind was searched: there is nothing more to gain below it.
    private readonly Dictionary<BatchKind, ulong> _searched = new() { [BatchKind.Telemetry] = 0, [BatchKind.State] = 0 };

    /// <summary>Batches that became tombstones.</summary>
    public long Buried { get; private set; }

    /// <summary>Batches that were deleted without a tombstone, after everything else.</summary>
    public long Dropped { get; private set; }

    private long LowWater => budgetBytes - (budgetBytes / 20);

    /// <summary>Returns at once while there is room; otherwise frees a twentieth of the budget, in several transactions.</summary>
    public void Enforce(ulong committed)
    {
        if (writer.Log.Bytes <= budgetBytes) return;
        while (writer.Log.Bytes > LowWater && DropCommitted(committed))
        {
        }

        foreach (var kind in (BatchKind[])[BatchKind.Telemetry, BatchKind.State])
        {
            while (writer.Log.Bytes > LowWater && BuryNext(kind))
            {
            }
        }

        while (writer.Log.Bytes > LowWater && DropOldest())
        {
        }
    }

    /// <summary>Searches from the beginning again, because the numbers have changed.</summary>
    public void Restart()
    {
        foreach (var kind in _searched.Keys) _searched[kind] = 0;
    }

    /// <summary>What stays of <paramref name="row"/>, and the tombstone that replaces its readings.</summary>
    public TombstoneRow TombstoneFor(in StoredRow row, string reason)
    {
        var (device, toMs) = (row.Device, row.LastMs);
        var tombstone = new Tombstone(Convert.ToHexStringLower(row.ContentHash), row.FirstMs, toMs, reason, Count(row.Content));
        return new TombstoneRow
        {
            Sequence = row.Sequence,
            Device = device,
            FirstMs = row.FirstMs,
            LastMs = toMs,
            RanMinute = row.RanMinute,
            ContentHash = row.ContentHash.ToArray(),
            Chain = row.Chain.ToArray(),
            OldContentBytes = row.Content.Length,
            Tombstone = _encoder.Encode(aliases[device, OutboxMetrics.Tombstone], toMs, tombstone.ToJson()).Bytes,
        };
    }

    private bool DropCommitted(ulong committed)
    {
        var upTo = Math.Min(committed, writer.Log.FirstSequence + DropStep - 1);
        var first = writer.Log.FirstSequence;
        writer.DropUpTo(upTo);
        return writer.Log.FirstSequence > first;
    }

    private bool BuryNext(BatchKind kind)
    {
        var tombstones = new List<TombstoneRow>();
        var (seen, excess) = (0, writer.Log.Bytes - LowWater);
        writer.Tables.Visit(Math.Max(writer.Log.FirstSequence, _searched[kind] + 1), Step, row =>
        {
            // The newest row stays as it is: the uplink may be sending it right now.
            if (row.Sequence >= writer.Log.LastSequence || excess <= 0) return false;
            seen++;
            _searched[kind] = row.Sequence;
            if (row.Kind != kind) return true;
            var tombstone = TombstoneFor(row, Reason);
            if (tombstone.SavedBytes <= 0) return true;
            tombstones.Add(tombstone);
            excess -= tombstone.SavedBytes;
            return true;
        });
        if (tombstones.Count > 0) writer.Bury(tombstones);
        Buried += tombstones.Count;
        return seen > 0;
    }

    private bool DropOldest()
    {
        var first = writer.Log.FirstSequence;
        writer.DropUpTo(first + DropStep - 1);
        Dropped += (long)(writer.Log.FirstSequence - first);
        return writer.Log.FirstSequence > first;
    }

    private Dictionary<string, long> Count(ReadOnlySpan<byte> content)
    {
        var counts = new Dictionary<string, long>();
        var reader = new PayloadReader(content);
        while (reader.TryReadNext(out var metric))
        {
            var name = aliases.Find(metric.Alias)?.Name ?? $"alias {metric.Alias}";
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        return counts;
    }
}
