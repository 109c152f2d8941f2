namespace OpcSpaces.Edge.Sensing.Wiegand;

/// <summary>One of the two data lines fell or rose.</summary>
/// <param name="Line">0 or 1: the bit that a pulse on it means.</param>
/// <param name="Low">True when it fell; lines rest high.</param>
/// <param name="At">By the pin's own time.</param>
internal readonly record struct WiegandEdge(int Line, bool Low, DateTimeOffset At);
