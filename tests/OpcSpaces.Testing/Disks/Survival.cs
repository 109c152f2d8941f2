namespace OpcSpaces.Testing.Disks;

/// <summary>
/// What one power loss leaves of the operations that were not synced: nothing, all, those up to a moment, or a random
/// part of the sectors of each, in any order over files; a sector can be torn, the rest of it old bytes or junk.
/// Bytes outside a write are never harmed (SQLITE_IOCAP_POWERSAFE_OVERWRITE).
/// </summary>
internal sealed class Survival
{
    private const double TearProbability = 0.1;
    private readonly Random _random;
    private readonly long _cutoff;
    private readonly int _sectorBytes;
    private readonly double _probability;

    internal Survival(Random random, long firstPending, long lastPending)
    {
        _random = random;
        _sectorBytes = random.Next(2) == 0 ? 512 : 4096;
        (_cutoff, _probability) = random.Next(6) switch
        {
            0 => (0L, 0.0),
            1 => (long.MaxValue, 0.0),
            2 or 3 => (random.NextInt64(firstPending, lastPending + 2), 0.0),
            _ => (0L, random.NextDouble()),
        };
    }

    /// <summary>Whether an operation that cannot be torn (a file's name, a cut) survives.</summary>
    internal bool Keeps(long number) => number < _cutoff || _random.NextDouble() < _probability;

    internal void Apply(DiskOperation operation, DiskImage image)
    {
        if (operation.Bytes is not { } bytes)
        {
            if (Keeps(operation.Number))
                image.Truncate(operation.Offset);
        }
        else if (operation.Number < _cutoff)
        {
            image.Write(operation.Offset, bytes);
        }
        else if (operation.Number == _cutoff)
        {
            image.Write(operation.Offset, bytes.AsSpan(0, _random.Next(bytes.Length + 1)));
        }
        else if (_probability > 0)
        {
            ApplySectors(operation.Offset, bytes, image);
        }
    }

    private void ApplySectors(long offset, byte[] bytes, DiskImage image)
    {
        for (var start = 0; start < bytes.Length;)
        {
            // Sectors are aligned on the disk, not in the write.
            var length = (int)Math.Min(bytes.Length - start, _sectorBytes - ((offset + start) % _sectorBytes));
            if (_random.NextDouble() < _probability)
                ApplySector(offset + start, bytes.AsSpan(start, length), image);
            start += length;
        }
    }

    private void ApplySector(long offset, Span<byte> sector, DiskImage image)
    {
        if (_random.NextDouble() >= TearProbability)
        {
            image.Write(offset, sector);
            return;
        }

        var written = _random.Next(sector.Length + 1);
        image.Write(offset, sector[..written]);
        if (_random.Next(2) == 0)
            return;
        var junk = new byte[sector.Length - written];
        _random.NextBytes(junk);
        image.Write(offset + written, junk);
    }
}
