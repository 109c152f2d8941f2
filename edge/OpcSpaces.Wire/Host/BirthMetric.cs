using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Host;

/// <summary>One metric as its birth declared it, with the value it had then; <see cref="TimestampMs"/> is null when the peer gave none.</summary>
public sealed record BirthMetric(
    int Index, string Name, ulong? Alias, SparkplugDataType DataType, bool IsNull, SparkplugValue Value, long? TimestampMs, int Quality);
