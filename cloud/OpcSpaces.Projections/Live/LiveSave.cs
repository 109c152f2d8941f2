namespace OpcSpaces.Projections.Live;

/// <summary>Copies of everything that the live state holds at one journal position, with what <see cref="HistoryState"/> had then.</summary>
internal sealed record LiveSave(
    long Position, IReadOnlyList<PointState> Points, IReadOnlyList<GatewayState> Gateways, long HistoryFromMs, long HistoryReadings);
