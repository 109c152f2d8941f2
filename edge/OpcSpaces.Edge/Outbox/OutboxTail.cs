namespace OpcSpaces.Edge.Outbox;

/// <summary>The newest batches, in memory, so that an uplink that keeps up never asks the disk. Guarded by the outbox's gate.</summary>
internal sealed class OutboxTail(int maxBytes)
{
    private readonly Queue<OutboxBatch> _batches = [];
    private int _bytes;

    public void Add(OutboxBatch batch)
    {
        _batches.Enqueue(batch);
        _bytes += batch.Content.Length;
        while (_bytes > maxBytes && _batches.Count > 1) Drop();
    }

    public void DropUpTo(ulong sequence)
    {
        while (_batches.TryPeek(out var oldest) && oldest.Sequence <= sequence) Drop();
    }

    public void Clear()
    {
        _batches.Clear();
        _bytes = 0;
    }

    /// <summary>False when it does not reach back to <paramref name="sequence"/>.</summary>
    public bool TryRead(ulong sequence, int max, List<OutboxBatch> into)
    {
        if (!_batches.TryPeek(out var oldest) || sequence < oldest.Sequence) return false;
        foreach (var batch in _batches)
        {
            if (batch.Sequence < sequence) continue;
            if (into.Count == max) break;
            into.Add(batch);
        }

        return true;
    }

    private void Drop() => _bytes -= _batches.Dequeue().Content.Length;
}
