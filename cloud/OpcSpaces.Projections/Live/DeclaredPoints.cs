namespace OpcSpaces.Projections.Live;

/// <summary>The points that one birth declared.</summary>
internal sealed class DeclaredPoints
{
    public List<PointState> Points { get; set; } = [];

    /// <summary>
    /// The node was born again while it was online, as after every go-back. The births of its zones follow before any data, so the zones
    /// keep their values until then. A zone without a birth at the first batch no longer exists.
    /// </summary>
    public bool AwaitsBirth { get; set; }
}
