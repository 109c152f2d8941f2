namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>What a simple rule gets to see of one detector.</summary>
/// <param name="High">When its output was high, in order.</param>
/// <param name="DelayMs">Its delay in ms: the output falls this long after the last movement. As the agent, a rule knows it.</param>
internal sealed record RecordedMotion(IReadOnlyList<Span> High, long DelayMs)
{
    /// <summary>The last movement before the output fell; never before it rose.</summary>
    public long LastMovementMs(Span high) => Math.Max(high.FromMs, high.ToMs - DelayMs);

    /// <summary>Whether something moved within a span.</summary>
    public bool IsWithin(Span span) => High.Any(high => high.FromMs < span.ToMs && LastMovementMs(high) >= span.FromMs);
}
