namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>How presence at one place is judged from motion. Everything else is learned at the place (<see cref="LearnedPlace"/>).</summary>
internal sealed record PresenceConfig
{
    /// <summary>When set, nothing that was learned decides: a stay ends after this long without motion, in s, and its end is dated back to the last motion.</summary>
    public int? HoldOffSeconds { get; init; }

    /// <summary>A detector stays high for this long after the last movement, in s. Stays end that much before the detector falls.</summary>
    public double DelaySeconds { get; init; }
}
