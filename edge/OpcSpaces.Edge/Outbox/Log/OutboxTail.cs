using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox.Log;

/// <summary>
/// The newest batches in memory, so that an uplink that keeps up never reads the disk. Their numbers have no holes, so a batch is
/// found by its number alone (benchmark: ingest at 1 reading per message). Guarded by the outbox's gate.
/// </summary>
internal sealed class OutboxTail(int maxBytes)
{
    // A ring: _count batches from _start on; its length is a power of two.
    private OutboxBatch[] _batches = new OutboxBatch[8];
    private int _start, _count, _bytes;

    public void Add(OutboxBatch batch)
    {
        // Batches are found by counting, which works only while each number follows the one before.
        if (_count > 0 && batch.Sequence != At(_count - 1).Sequence + 1) Clear();
        if (_count == _batches.Length) Grow();
        _batches[(_start + _count++) & (_batches.Length - 1)] = batch;
        _bytes += batch.Content.Length;
        while (_bytes > maxBytes && _count > 1) Drop();
    }

    public void DropUpTo(ulong sequence)
    {
        while (_count > 0 && At(0).Sequence <= sequence) Drop();
    }

    public void Clear()
    {
        while (_count > 0) Drop();
    }

    /// <summary>The link of a batch; null when the batch is not in memory.</summary>
    public ChainLink? LinkOf(ulong sequence) =>
        _count > 0 && sequence >= At(0).Sequence && sequence - At(0).Sequence < (ulong)_count ? At((int)(sequence - At(0).Sequence)).Link : null;

    /// <summary>Adds batches from <paramref name="sequence"/> on; false when that one is no longer in memory.</summary>
    public bool TryRead(ulong sequence, int max, List<OutboxBatch> into)
    {
        if (_count == 0 || sequence < At(0).Sequence) return false;
        for (var i = sequence - At(0).Sequence; i < (ulong)_count && into.Count < max; i++) into.Add(At((int)i));
        return true;
    }

    private OutboxBatch At(int index) => _batches[(_start + index) & (_batches.Length - 1)];

    private void Grow()
    {
        var larger = new OutboxBatch[_batches.Length * 2];
        for (var i = 0; i < _count; i++) larger[i] = At(i);
        (_batches, _start) = (larger, 0);
    }

    private void Drop()
    {
        _bytes -= At(0).Content.Length;
        _batches[_start] = default!;
        _start = (_start + 1) & (_batches.Length - 1);
        _count--;
    }
}
