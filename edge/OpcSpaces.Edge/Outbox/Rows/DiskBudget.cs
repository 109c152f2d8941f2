using OpcSpaces.Edge.Outbox.Files;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Outbox.Rows;

/// <summary>
/// Keeps the rows within the disk budget. What goes first: what the cloud has; then telemetry, oldest first, which leaves
/// tombstones; then changes of state likewise; at last the oldest rows altogether, which <c>Outbox/First</c> then declares.
/// A batch that is smaller than its tombstone stays. Guarded by the outbox's disk lock.
/// </summary>
internal sealed class DiskBudget(OutboxWriter writer, AliasBook aliases, long budgetBytes)
{
    public const string Reason = "disk budget";

    // Rows that are looked at in one step, and so the most that one transaction changes.
    private const int Step = 256;

    // Rows that go in one step where they go altogether: few, so that not many more go than must.
    private const int DropStep = 32;

    private readonly BatchEncoder _encoder = new();

    // Up to where each kind was looked through; what is behind has given all it can.
    private readonly Dictionary<BatchKind, ulong> _searched = new() { [BatchKind.Telemetry] = 0, [BatchKind.State] = 0 };

    /// <summary>Batches that became tombstones.</summary>
    public long Buried { get; private set; }

    /// <summary>Batches that went without one, after everything else.</summary>
    public long Dropped { get; private set; }

    private long LowWater => budgetBytes - (budgetBytes / 20);

    /// <summary>Returns at once while there is room; else makes a twentieth of the budget free, in several transactions.</summary>
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

    /// <summary>Forgets how far it looked, when the numbers have changed.</summary>
    public void Restart()
    {
        foreach (var kind in _searched.Keys) _searched[kind] = 0;
    }

    /// <summary>What stays of <paramref name="row"/> and what stands in its place.</summary>
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
        var upTo = Math.Min(committed, writer.Log.First + DropStep - 1);
        var first = writer.Log.First;
        writer.DropUpTo(upTo);
        return writer.Log.First > first;
    }

    private bool BuryNext(BatchKind kind)
    {
        var tombstones = new List<TombstoneRow>();
        var (seen, excess) = (0, writer.Log.Bytes - LowWater);
        writer.Tables.Visit(Math.Max(writer.Log.First, _searched[kind] + 1), Step, row =>
        {
            // The newest row is left alone: it may be in hands that send it now.
            if (row.Sequence >= writer.Log.Last || excess <= 0) return false;
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
        var first = writer.Log.First;
        writer.DropUpTo(first + DropStep - 1);
        Dropped += (long)(writer.Log.First - first);
        return writer.Log.First > first;
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
