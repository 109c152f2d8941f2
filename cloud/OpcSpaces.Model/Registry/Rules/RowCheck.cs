using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Model.Registry.Rules;

/// <summary>Adds the faults of one row, field by field.</summary>
internal readonly struct RowCheck(RegistryFaults faults, RegistryTable table, object row)
{
    public RegistryTable Table => table;

    public string Key => table.KeyOf(row);

    /// <summary>A fault of a field, whose text is quoted.</summary>
    public void Fault(string field, string fix) => faults.Add(new RegistryFault(table.Name, Key, field, $"\"{table.Column(field)!.TextOf(row)}\"", fix));

    public void Fault(string? field, string value, string fix) => faults.Add(new RegistryFault(table.Name, Key, field, value, fix));

    /// <summary>The last day must not be before the first.</summary>
    public void Ordered(DateOnly? from, DateOnly? to, string last = "to", string first = "from")
    {
        if (from is { } start && to is { } end && end < start) Fault(last, $"it is before {first}, {table.Column(first)!.TextOf(row)}: swap the two, or correct one");
    }

    public override string ToString() => $"{table.Noun} {Key}";
}

/// <summary>Days from the first to the last one, both included; without a last one, for ever.</summary>
internal readonly record struct Days(DateOnly From, DateOnly? To)
{
    public DateOnly End => To ?? DateOnly.MaxValue;

    public bool Overlaps(Days other) => From <= other.End && other.From <= End;

    public bool Contains(Days other) => From <= other.From && other.End <= End;

    public override string ToString() => To is { } to ? $"{From:yyyy-MM-dd} to {to:yyyy-MM-dd}" : $"{From:yyyy-MM-dd} on";
}
