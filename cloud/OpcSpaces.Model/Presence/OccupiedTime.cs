namespace OpcSpaces.Model.Presence;

/// <summary>How long a place was probably occupied in one hour, as its gateway reports it. All times lie within the known time.</summary>
/// <param name="KnownSeconds">How long presence was known at all, in s; 0 to 3,600.</param>
/// <param name="ExpectedSeconds">The expected occupied time, in s.</param>
/// <param name="LowSeconds">The 10th percentile of the occupied time, in s.</param>
/// <param name="HighSeconds">The 90th percentile of the occupied time, in s.</param>
public readonly record struct OccupiedTime(double KnownSeconds, double ExpectedSeconds, double LowSeconds, double HighSeconds);
