namespace OpcSpaces.Projections.Live;

/// <summary>The readings that arrive are of the past: gateways fill a history, or return with a backlog.</summary>
/// <param name="From">Gateway's time of its first reading.</param>
/// <param name="Through">The time that has been reached: that of the newest good reading of all gateways.</param>
/// <param name="Readings">How many have come since <paramref name="From"/>.</param>
public sealed record LiveHistory(DateTimeOffset From, DateTimeOffset Through, long Readings);
