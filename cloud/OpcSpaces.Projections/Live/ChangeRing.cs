namespace OpcSpaces.Projections.Live;

/// <summary>
/// The last changes, as numbers of what changed. Each reader has its own cursor and costs no memory. A reader whose cursor is too old has to
/// read everything again. Not thread-safe: its owner's lock guards it.
/// </summary>
internal sealed class ChangeRing(int capacity)
{
    private readonly int[] _changed = new int[capacity];
    private long _floor;

    /// <summary>The cursor of a reader that has seen everything.</summary>
    public long Head { get; private set; }

    public void Add(int item) => _changed[(int)(Head++ % capacity)] = item;

    /// <summary>Notes that so much changed that every reader has to read everything again.</summary>
    public void Overrun() => _floor = ++Head;

    /// <summary>Adds to <paramref name="into"/> what changed after <paramref name="cursor"/>, each item once; false when that is no longer known.</summary>
    public bool TryCollect(long cursor, HashSet<int> into)
    {
        if (cursor < _floor || Head - cursor > capacity)
            return false;
        for (; cursor < Head; cursor++)
            into.Add(_changed[(int)(cursor % capacity)]);
        return true;
    }
}
