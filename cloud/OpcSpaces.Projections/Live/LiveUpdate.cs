namespace OpcSpaces.Projections.Live;

/// <summary>
/// Either everything (<paramref name="IsSnapshot"/>) or what changed since the update before, each with its newest state.
/// </summary>
/// <param name="IsSnapshot">True for the first update, and when a reader was too slow: what it knew before is no longer valid.</param>
/// <param name="Position">The journal entry up to which this holds.</param>
/// <param name="Points">In no order.</param>
/// <param name="Gateways">In no order.</param>
public sealed record LiveUpdate(
    bool IsSnapshot, long Position, IReadOnlyList<LivePoint> Points, IReadOnlyList<LiveGateway> Gateways);
