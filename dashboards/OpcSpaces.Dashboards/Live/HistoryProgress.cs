namespace OpcSpaces.Dashboards.Live;

/// <summary>What is shown lies behind the present, and how fast it comes nearer.</summary>
/// <param name="Through">Event time that has been reached: the page shows the building as it was then.</param>
/// <param name="Share">From 0 to 1; null where the present is not in sight.</param>
/// <param name="Readings">That have come in so far.</param>
/// <param name="ReadingsPerSecond">Over the last seconds.</param>
/// <param name="SecondsLeft">Until the present is reached; null where it is not in sight.</param>
public sealed record HistoryProgress(DateTimeOffset Through, double? Share, long Readings, double ReadingsPerSecond, double? SecondsLeft);
