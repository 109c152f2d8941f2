namespace OpcSpaces.Storage.Journaling;

/// <summary>The newest entries in memory, bounded by payload bytes; always a gap-free end of the journal. Thread-safe.</summary>
internal sealed class JournalTail(long maxBytes)
{
    private const int EntryOverheadBytes = 200;
    private readonly Lock _gate = new(); // guards everything below
    private JournalEntry[] _ring = new JournalEntry[1024];
    private int _start;
    private int _count;
    private long _bytes;

    public long Bytes
    {
        get
        {
            lock (_gate)
                return _bytes;
        }
    }

    public void Add(ReadOnlySpan<JournalEntry> entries)
    {
        lock (_gate)
        {
            foreach (var entry in entries)
                Add(entry);
            while (_bytes > maxBytes && _count > 0)
                DropOldest();
        }
    }

    /// <summary>Forgets everything, because it may not be the journal's end any more.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            while (_count > 0)
                DropOldest();
        }
    }

    /// <summary>Forgets the entries up to this one, because the file has less of them now.</summary>
    public void DropThrough(long id)
    {
        lock (_gate)
        {
            while (_count > 0 && _ring[_start].Id <= id)
                DropOldest();
        }
    }

    /// <summary>The entries after <paramref name="afterId"/>; null when the first of them is no longer in memory.</summary>
    public List<JournalEntry>? TryRead(long afterId, int maxEntries, long maxPayloadBytes)
    {
        lock (_gate)
        {
            if (_count == 0 || afterId + 1 < _ring[_start].Id)
                return null;
            var skip = (int)Math.Min(_count, afterId + 1 - _ring[_start].Id);
            var entries = new List<JournalEntry>(Math.Min(maxEntries, _count - skip));
            for (var i = skip; i < _count && entries.Count < maxEntries && maxPayloadBytes > 0; i++)
            {
                var entry = _ring[(_start + i) & (_ring.Length - 1)];
                entries.Add(entry);
                maxPayloadBytes -= entry.Payload.Length;
            }
            return entries;
        }
    }

    private void Add(JournalEntry entry)
    {
        if (_count == _ring.Length)
            Grow();
        _ring[(_start + _count++) & (_ring.Length - 1)] = entry;
        _bytes += Cost(entry);
    }

    private void DropOldest()
    {
        _bytes -= Cost(_ring[_start]);
        _ring[_start] = null!;
        _start = (_start + 1) & (_ring.Length - 1);
        _count--;
    }

    private void Grow()
    {
        var larger = new JournalEntry[_ring.Length * 2];
        for (var i = 0; i < _count; i++)
            larger[i] = _ring[(_start + i) & (_ring.Length - 1)];
        (_ring, _start) = (larger, 0);
    }

    private static long Cost(JournalEntry entry) => entry.Payload.Length + EntryOverheadBytes;
}
