using OpcSpaces.Points;

namespace OpcSpaces.Model.Registry.Rules;

/// <summary>Something wrong with a row: where, what stands there, and what to do.</summary>
/// <param name="Table">The name of the table.</param>
/// <param name="Key">The key of the row.</param>
/// <param name="Field">The column; null for the row as a whole.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Fix">What to write instead, or what it contradicts.</param>
public sealed record RegistryFault(string Table, string Key, string? Field, string Value, string Fix)
{
    /// <summary>One line without control characters, which terminals would execute.</summary>
    public override string ToString()
    {
        var text = $"{Table} {Key}{(Field is null ? "" : $", {Field}")}: {Value} – {Fix}";
        return Letters.Shown(text);
    }
}

/// <summary>Collects faults. It keeps the first ones and counts all, because a wrong file may have a fault in each of its rows.</summary>
/// <param name="isLeftOut">Faults that are neither kept nor counted; null for none.</param>
public sealed class RegistryFaults(Func<RegistryFault, bool>? isLeftOut = null)
{
    /// <summary>How many are kept.</summary>
    public const int MostKept = 1_000;

    private const int LongestValue = 80;

    private readonly List<RegistryFault> _kept = [];

    /// <summary>The first ones.</summary>
    public IReadOnlyList<RegistryFault> Kept => _kept;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    public void Add(RegistryFault fault)
    {
        fault = fault with { Value = Shorten(fault.Value) };
        if (isLeftOut?.Invoke(fault) == true) return;
        Count++;
        if (_kept.Count < MostKept) _kept.Add(fault);
    }

    private static string Shorten(string value) =>
        value.Length <= LongestValue ? value : value[..(char.IsHighSurrogate(value[LongestValue - 2]) ? LongestValue - 2 : LongestValue - 1)] + "…";
}
