namespace OpcSpaces.Edge.Trials;

/// <summary>What one sensor answered when it was tried once.</summary>
/// <param name="Sensor">Zone, point and kind, for example <c>open-3/desk/12 motion</c>.</param>
/// <param name="Answered">Its pins could be read, or its chip gave a reading.</param>
/// <param name="Words">The levels or the reading, or what is wrong.</param>
public sealed record SensorTrial(string Sensor, bool Answered, string Words);
