namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// How long a place was probably occupied in one hour, from the same posterior probability as the readings of
/// <c>{point}/occupied</c>, smoothed in both directions. The expected time is the unbiased figure; the interval says how sure it is.
/// All times lie within the known time: unknown time is neither occupied nor free.
/// </summary>
/// <param name="StartMs">The beginning of the hour, in ms since 1970 UTC.</param>
/// <param name="KnownSeconds">How long presence was known at all, in s; 0 to 3,600.</param>
/// <param name="ExpectedSeconds">The expected occupied time, in s.</param>
/// <param name="LowSeconds">The 10th percentile of the occupied time, in s.</param>
/// <param name="HighSeconds">The 90th percentile of the occupied time, in s.</param>
internal readonly record struct OccupiedHour(long StartMs, double KnownSeconds, double ExpectedSeconds, double LowSeconds, double HighSeconds);
