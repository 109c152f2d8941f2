namespace OpcSpaces.Benchmarks.Truth;

/// <summary>One reading of a place: what it said, when it said it, and for when.</summary>
/// <param name="SaidMs">When the reading was made.</param>
/// <param name="DatedMs">The time that it carries, which may lie before.</param>
/// <param name="Occupied">Null for unknown.</param>
internal readonly record struct ToldState(long SaidMs, long DatedMs, bool? Occupied);
