namespace OpcSpaces.Edge.Testing.Recordings;

/// <summary>One row of a recording.</summary>
/// <param name="AtMs">Its time, in ms since 1970 UTC.</param>
/// <param name="Values">The value of each used column: 0 or 1, or a number in the column's unit; NaN for none.</param>
/// <param name="Occupied">Whether somebody was there; null for unknown.</param>
internal readonly record struct RoomRow(long AtMs, IReadOnlyList<double> Values, bool? Occupied);
