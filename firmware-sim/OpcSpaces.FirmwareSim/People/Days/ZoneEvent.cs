namespace OpcSpaces.FirmwareSim.People.Days;

/// <summary>One thing that happens in a zone at a millisecond of the building's local day; what index and value mean says the kind.</summary>
internal readonly record struct ZoneEvent(int Milliseconds, ZoneEventKind Kind, short Index, int Value) : IComparable<ZoneEvent>
{
    public double Seconds => Milliseconds / 1_000.0;

    public int CompareTo(ZoneEvent other)
    {
        var order = Milliseconds.CompareTo(other.Milliseconds);
        if (order == 0) order = Kind.CompareTo(other.Kind);
        if (order == 0) order = Index.CompareTo(other.Index);
        return order == 0 ? Value.CompareTo(other.Value) : order;
    }
}
