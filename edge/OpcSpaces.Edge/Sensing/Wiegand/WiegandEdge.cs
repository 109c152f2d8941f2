namespace OpcSpaces.Edge.Sensing.Wiegand;

/// <summary>One of the two data lines fell or rose.</summary>
/// <param name="Line">0 or 1: the bit that a pulse on this line stands for.</param>
/// <param name="Low">True when the line fell. Lines are high at rest.</param>
/// <param name="At">The time of the edge as the pin driver reported it.</param>
internal readonly record struct WiegandEdge(int Line, bool Low, DateTimeOffset At);
