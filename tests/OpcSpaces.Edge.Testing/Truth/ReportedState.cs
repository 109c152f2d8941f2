namespace OpcSpaces.Edge.Testing.Truth;

/// <summary>One reading of a place: its state, when it was made, and the time that it carries.</summary>
/// <param name="MadeMs">When the reading was made.</param>
/// <param name="DatedMs">The time that it carries, which may be earlier.</param>
/// <param name="Occupied">The state; null for unknown.</param>
internal readonly record struct ReportedState(long MadeMs, long DatedMs, bool? Occupied);
