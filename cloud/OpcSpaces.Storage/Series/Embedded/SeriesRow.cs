namespace OpcSpaces.Storage.Series.Embedded;

/// <summary>A series' id in the file, or why it cannot have one.</summary>
internal sealed record SeriesRow(long Id, string? Fault);
