using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox.Files;

/// <summary>Where the rows in the file end and begin, as one transaction left them.</summary>
/// <param name="First">The oldest number that is held; one above <paramref name="Last"/> when none is.</param>
/// <param name="Last">The last number that was given out.</param>
/// <param name="Chain">The link of <paramref name="Last"/>, or the epoch's genesis.</param>
/// <param name="Base">The link that <paramref name="First"/> follows; null in a file whose older rows went before links of gone rows were kept.</param>
/// <param name="Bytes">What the rows weigh against the disk budget.</param>
internal sealed record StoredLog(ulong First, ulong Last, byte[] Chain, ChainLink? Base, long Bytes)
{
    public static StoredLog Empty(ulong epoch) => new(1, 0, OutboxChain.Genesis(epoch), ChainLink.Genesis(epoch), 0);

    /// <summary>
    /// Reads it from the file and checks that numbers have no hole and that the chain holds for what the cloud does not have
    /// yet. Throws <see cref="OutboxDamagedException"/> where that is not so.
    /// </summary>
    public static StoredLog Read(OutboxTables tables, OutboxState state)
    {
        using var ends = tables.Database.PrepareOnce("SELECT min(sequence), max(sequence), count(*) FROM batches");
        ends.Step();
        if (ends.Int64(2) == 0) return Empty(state.Epoch);

        var (first, last, count) = (ends.UInt64(0), ends.UInt64(1), ends.UInt64(2));
        ends.Reset();
        if (last - first + 1 != count) throw new OutboxDamagedException($"Between {first} and {last} there are {count} batches.");
        var chain = VerifyChain(tables, state.Epoch, Math.Max(first, Math.Min(state.Committed, last)));
        return new StoredLog(first, last, chain, first == 1 ? ChainLink.Genesis(state.Epoch) : tables.ReadBase(), tables.SizeUpTo(last));
    }

    /// <summary>Follows the hash chain from the row <paramref name="from"/> to the last one and returns its link.</summary>
    public static byte[] VerifyChain(OutboxTables tables, ulong epoch, ulong from)
    {
        using var rows = tables.Database.PrepareOnce("SELECT sequence, device, content_hash, chain FROM batches WHERE sequence >= ?1 ORDER BY sequence");
        rows.Bind(1, from);
        byte[]? previous = from == 1 ? OutboxChain.Genesis(epoch) : null;
        while (rows.Step())
        {
            // The first row that is held vouches for what stood before it.
            var chain = rows.Blob(3).ToArray();
            if (previous is not null && !OutboxChain.Next(previous, rows.UInt64(0), rows.Text(1), rows.Blob(2)).AsSpan().SequenceEqual(chain))
                throw new OutboxDamagedException($"The hash chain breaks at batch {rows.UInt64(0)}.");
            previous = chain;
        }

        return previous!;
    }
}
