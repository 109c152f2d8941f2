using System.Security.Cryptography;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox;

/// <summary>Reads batches back from the file and does not let a damaged one pass as whole. Inside the outbox's disk lock.</summary>
internal static class StoredBatches
{
    public const string DamageReason = "damaged on disk";

    public static List<OutboxBatch> Read(OutboxWriter writer, DiskBudget budget, ulong sequence, int max, Action<ulong> onDamage)
    {
        var batches = new List<OutboxBatch>();
        var damaged = new List<Grave>();
        writer.Tables.Visit(sequence, max, row =>
        {
            var batch = new OutboxBatch(row.Sequence, row.Device, row.Content.ToArray(), new ChainLink(row.Chain));
            if (row.Kind != BatchKind.Tombstone && !SHA256.HashData(batch.Content.Span).AsSpan().SequenceEqual(row.ContentHash))
            {
                onDamage(row.Sequence);
                var grave = budget.GraveOf(row, DamageReason);
                damaged.Add(grave);
                batch = batch with { Content = grave.Tombstone };
            }

            batches.Add(batch);
            return true;
        });
        if (damaged.Count > 0) writer.Bury(damaged);
        return batches;
    }
}
