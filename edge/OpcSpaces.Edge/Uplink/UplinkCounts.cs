namespace OpcSpaces.Edge.Uplink;

/// <summary>What the uplink has done since the start.</summary>
/// <param name="BatchesSent">Hand-overs to the transport, repetitions included.</param>
/// <param name="GoBacks">Times that what was on its way was taken for lost.</param>
/// <param name="WatermarksIgnored">Watermarks of another epoch.</param>
internal readonly record struct UplinkCounts(long BatchesSent, long GoBacks, long WatermarksIgnored);
