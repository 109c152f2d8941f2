namespace OpcSpaces.Edge.Sensing;

/// <summary>How one sensor is, and how often it had which trouble since the agent started.</summary>
/// <param name="Sensor">Zone, point and kind, as <c>open-3/desk/12 motion</c>.</param>
/// <param name="Condition">Now.</param>
/// <param name="Faults">Counts by name, as <c>parity</c>; only those that are not 0.</param>
public sealed record SensorHealth(string Sensor, SensorCondition Condition, IReadOnlyDictionary<string, long> Faults);
