namespace OpcSpaces.Dashboards.Parts;

/// <summary>How a list is sorted, as its address says it: the key of a column, with a minus for the greatest first.</summary>
/// <param name="Column">The key of the column; null for the order in which the items come.</param>
/// <param name="IsDescending">Whether the greatest comes first.</param>
public readonly record struct TableOrder(string? Column, bool IsDescending)
{
    /// <summary>Reads the part of an address, such as <c>-raised</c>.</summary>
    public static TableOrder Read(string? text) => text switch
    {
        null or "" => new(null, false),
        ['-', .. var column] => new(column, true),
        _ => new(text, false),
    };

    /// <summary>The order after a click on a column: rising, then falling.</summary>
    public TableOrder Next(string column) => new(column, Column == column && !IsDescending);

    public override string ToString() => $"{(IsDescending ? "-" : "")}{Column}";
}
