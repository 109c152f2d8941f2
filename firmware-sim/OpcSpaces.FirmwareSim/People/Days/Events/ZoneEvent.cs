namespace OpcSpaces.FirmwareSim.People.Days.Events;

/// <summary>
/// One event in a zone, at a millisecond of the building's local day. The kind decides the meaning of index and value. A city has
/// millions of events, so kind and index share four bytes, in the order in which events are sorted.
/// </summary>
internal readonly record struct ZoneEvent : IComparable<ZoneEvent>
{
    /// <summary>The greatest index of a desk, room or door of a zone.</summary>
    public const int MostIndex = (1 << KindShift) - 1;

    private const int KindShift = 24;

    private readonly uint _what;

    public ZoneEvent(int milliseconds, ZoneEventKind kind, int index, int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(index, MostIndex);
        (Milliseconds, Value, _what) = (milliseconds, value, ((uint)kind << KindShift) | (uint)index);
    }

    public int Milliseconds { get; }

    public int Value { get; }

    public ZoneEventKind Kind => (ZoneEventKind)(_what >> KindShift);

    public int Index => (int)(_what & MostIndex);

    public double Seconds => Milliseconds / 1_000.0;

    public int CompareTo(ZoneEvent other)
    {
        var order = Milliseconds.CompareTo(other.Milliseconds);
        if (order == 0) order = _what.CompareTo(other._what);
        return order == 0 ? Value.CompareTo(other.Value) : order;
    }
}

/// <summary>
/// All events in one zone on one local date, in order. A person who stays over midnight sits down again at 0:00 of the next date,
/// so that each date can be simulated alone.
/// </summary>
internal sealed record ZoneDay(DateOnly Date, ZoneEvent[] Events);
