using OpcSpaces.Dashboards.Live;

namespace OpcSpaces.Cloud.Live;

/// <summary>A message that shows that the stream works while nothing changes.</summary>
/// <param name="Time">Server time.</param>
/// <param name="Troubles">What does not work; empty when everything does.</param>
internal sealed record LiveBeat(DateTimeOffset Time, IReadOnlyList<LiveTrouble> Troubles);
