namespace OpcSpaces.Dashboards.Live;

/// <summary>How far a history has been filled, and how fast.</summary>
/// <param name="Through">Event time that has been reached: the page shows the building as it was then.</param>
/// <param name="Share">From 0 to 1; null when the present will not be reached.</param>
/// <param name="Readings">Readings that have come in so far.</param>
/// <param name="ReadingsPerSecond">Average of the last seconds.</param>
/// <param name="SecondsLeft">Until the present is reached; null when it will not be.</param>
public sealed record HistoryProgress(DateTimeOffset Through, double? Share, long Readings, double ReadingsPerSecond, double? SecondsLeft);
