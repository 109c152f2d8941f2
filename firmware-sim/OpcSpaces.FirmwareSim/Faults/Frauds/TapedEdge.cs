namespace OpcSpaces.FirmwareSim.Faults.Frauds;

/// <summary>One change on a tapped line.</summary>
/// <param name="Line">Which line, by its place among those that are tapped.</param>
/// <param name="High">Its new level.</param>
/// <param name="At">The change's own time.</param>
/// <param name="ToldAt">When it was told; some hardware tells of two edges in one event.</param>
internal readonly record struct TapedEdge(int Line, bool High, DateTimeOffset At, DateTimeOffset ToldAt);
