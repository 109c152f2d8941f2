namespace OpcSpaces.Cloud.Live;

/// <summary>A sign of life of the stream.</summary>
/// <param name="Time">Server time.</param>
internal sealed record LiveBeat(DateTimeOffset Time);
