namespace OpcSpaces.Projections.Live;

/// <summary>What is shown lies behind the present: gateways fill a history, or return with a backlog.</summary>
/// <param name="From">Gateway's time of the first reading of it.</param>
/// <param name="Through">Gateway's time that has been reached: that of the newest good reading of all gateways.</param>
/// <param name="Readings">How many have come since <paramref name="From"/>.</param>
public sealed record LiveHistory(DateTimeOffset From, DateTimeOffset Through, long Readings);
