namespace OpcSpaces.Storage.Series;

/// <summary>The readings of one measurement with from ≤ time &lt; to.</summary>
/// <param name="Measurement">occupancy, energy, access, environment or gateway.</param>
/// <param name="From">The first time in the range.</param>
/// <param name="To">The end; the range does not include it.</param>
/// <param name="Community">Only of this community; null for all.</param>
public sealed record SeriesRange(string Measurement, DateTimeOffset From, DateTimeOffset To, string? Community = null);
