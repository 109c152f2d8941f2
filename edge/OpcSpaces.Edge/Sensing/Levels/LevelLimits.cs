namespace OpcSpaces.Edge.Sensing.Levels;

/// <summary>The limits beyond which a sensor of one kind is broken.</summary>
/// <param name="LongestActive">A sensor that is active for longer without a pause is stuck.</param>
/// <param name="MostRisesPerHour">A sensor that becomes active more often (each time for longer than its debounce time) is absurd.</param>
/// <param name="LongestQuiet">After this time without being active somebody should check whether the sensor is still wired.</param>
internal sealed record LevelLimits(TimeSpan LongestActive, int MostRisesPerHour, TimeSpan LongestQuiet);
