namespace OpcSpaces.Edge.Sensing.Levels;

/// <summary>What a sound sensor of one kind never does.</summary>
/// <param name="LongestActive">Active without a pause for longer than this: stuck on.</param>
/// <param name="MostRisesPerHour">Becoming active more often than this, for long enough to count: absurd.</param>
/// <param name="LongestQuiet">Not active even once for longer than this: somebody should look whether it is still wired.</param>
internal sealed record LevelLimits(TimeSpan LongestActive, int MostRisesPerHour, TimeSpan LongestQuiet);
