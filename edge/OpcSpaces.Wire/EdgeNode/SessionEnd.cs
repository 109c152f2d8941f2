namespace OpcSpaces.Wire.EdgeNode;

/// <summary>How a session ended, with a detail for the log.</summary>
public sealed record SessionEnd(SessionEndReason Reason, string Detail);
