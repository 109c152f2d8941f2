namespace OpcSpaces.Points;

/// <summary>The values of <see cref="PointMetric.State"/>.</summary>
public static class DoorStates
{
    public const string Closed = "closed";

    public const string Open = "open";

    /// <summary>Open for too long.</summary>
    public const string Held = "held";

    /// <summary>Opened although nobody was let in, until it closes.</summary>
    public const string Forced = "forced";
}
