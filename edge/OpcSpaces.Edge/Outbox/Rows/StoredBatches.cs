using System.Security.Cryptography;
using OpcSpaces.Edge.Outbox.Files;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox.Rows;

/// <summary>Reads batches back from the file; a batch whose bytes are damaged is replaced by a tombstone. Inside the outbox's disk lock.</summary>
internal static class StoredBatches
{
    public const string DamageReason = "damaged on disk";

    public static List<OutboxBatch> Read(OutboxWriter writer, DiskBudget budget, ulong sequence, int max, Action<ulong> onDamage)
    {
        var batches = new List<OutboxBatch>();
        var damaged = new List<TombstoneRow>();
        writer.Tables.Visit(sequence, max, row =>
        {
            var batch = new OutboxBatch(row.Sequence, row.Device, row.Content.ToArray(), new ChainLink(row.Chain));
            if (row.Kind != BatchKind.Tombstone && !SHA256.HashData(batch.Content.Span).AsSpan().SequenceEqual(row.ContentHash))
            {
                onDamage(row.Sequence);
                var tombstone = budget.TombstoneFor(row, DamageReason);
                damaged.Add(tombstone);
                batch = batch with { Content = tombstone.Tombstone };
            }

            batches.Add(batch);
            return true;
        });
        if (damaged.Count > 0) writer.Bury(damaged);
        return batches;
    }
}
