namespace OpcSpaces.Projections.Live;

/// <summary>The points that one birth declared.</summary>
internal sealed class DeclaredPoints
{
    public List<PointState> Points { get; set; } = [];

    /// <summary>
    /// The node was born again while it was online, as on every go-back. Its zones are born right after it and before any
    /// data, so they keep their values until then; a zone that is still unborn at the first batch has gone.
    /// </summary>
    public bool AwaitsBirth { get; set; }
}
