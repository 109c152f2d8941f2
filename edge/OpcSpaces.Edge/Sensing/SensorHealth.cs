using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing;

/// <summary>The state of one sensor, and how often it had which fault since the agent started.</summary>
/// <param name="Sensor">Which sensor.</param>
/// <param name="Condition">The state now.</param>
/// <param name="Faults">Counts by name, for example <c>parity</c>. Faults that never happened are not in it.</param>
public sealed record SensorHealth(SensorName Sensor, SensorCondition Condition, IReadOnlyDictionary<string, long> Faults)
{
    /// <summary>Why a silent chip gives no value, in the words of its driver; null where that is not known.</summary>
    public string? Reason { get; init; }
}
