namespace OpcSpaces.Edge.Uplink;

/// <summary>What the uplink has done since the start.</summary>
/// <param name="BatchesSent">Batches that were handed to the transport, including those that were sent again.</param>
/// <param name="GoBacks">How often the batches in flight were considered lost.</param>
/// <param name="WatermarksIgnored">Watermarks of another epoch.</param>
internal readonly record struct UplinkCounts(long BatchesSent, long GoBacks, long WatermarksIgnored);
