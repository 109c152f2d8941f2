namespace OpcSpaces.Storage.Series.Embedded;

/// <summary>A series' id in the file, or why it cannot have one. Belongs to its writer.</summary>
internal sealed class SeriesRow(long id, string? fault)
{
    public long Id => id;

    public string? Fault => fault;

    /// <summary>Up to here its hours are summed up, as the file says; ns since 1970 UTC.</summary>
    public long RolledNs { get; set; }
}
