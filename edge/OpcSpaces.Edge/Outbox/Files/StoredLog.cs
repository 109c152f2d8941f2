using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox.Files;

/// <summary>Where the rows in the file begin and end, as one transaction left them.</summary>
/// <param name="FirstSequence">The oldest number that is held; one above <paramref name="LastSequence"/> when none is.</param>
/// <param name="LastSequence">The newest number that was given out.</param>
/// <param name="Chain">The link of <paramref name="LastSequence"/>, or the epoch's genesis.</param>
/// <param name="Base">The link that <paramref name="FirstSequence"/> follows; null in a file whose older rows were deleted before such links were saved.</param>
/// <param name="Bytes">What the rows count against the disk budget.</param>
internal sealed record StoredLog(ulong FirstSequence, ulong LastSequence, byte[] Chain, ChainLink? Base, long Bytes)
{
    public static StoredLog Empty(ulong epoch) => new(1, 0, OutboxChain.Genesis(epoch), ChainLink.Genesis(epoch), 0);

    /// <summary>
    /// Reads it from the file. Checks that the numbers have no hole and that the chain holds over the rows that the cloud does not
    /// have yet; throws <see cref="OutboxDamagedException"/> when one of these is not so.
    /// </summary>
    public static StoredLog Read(OutboxTables tables, OutboxState state)
    {
        using var ends = tables.Database.PrepareOnce("SELECT min(sequence), max(sequence), count(*) FROM batches");
        ends.Step();
        if (ends.Int64(2) == 0) return Empty(state.Epoch);

        var (first, last, count) = (ends.UInt64(0), ends.UInt64(1), ends.UInt64(2));
        ends.Reset();
        if (last - first + 1 != count) throw new OutboxDamagedException($"Between batch {first} and batch {last} there are only {count}.");
        var chain = VerifyChain(tables, state.Epoch, Math.Max(first, Math.Min(state.Committed, last)));
        return new StoredLog(first, last, chain, first == 1 ? ChainLink.Genesis(state.Epoch) : tables.ReadBase(), tables.SizeUpTo(last));
    }

    // Follows the hash chain from one row to the last one and returns its link.
    private static byte[] VerifyChain(OutboxTables tables, ulong epoch, ulong from)
    {
        using var rows = tables.Database.PrepareOnce("SELECT sequence, device, content_hash, chain FROM batches WHERE sequence >= ?1 ORDER BY sequence");
        rows.Bind(1, from);
        byte[]? previous = from == 1 ? OutboxChain.Genesis(epoch) : null;
        while (rows.Step())
        {
            // The link before the first row is not held, so that row's own link is believed.
            var chain = rows.Blob(3).ToArray();
            if (previous is not null && !OutboxChain.Next(previous, rows.UInt64(0), rows.Text(1), rows.Blob(2)).AsSpan().SequenceEqual(chain))
                throw new OutboxDamagedException($"The hash chain breaks at batch {rows.UInt64(0)}.");
            previous = chain;
        }

        return previous!;
    }
}
