using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>The value that a metric has when its node is born, stamped with the time at which it was measured (ms since 1970, UTC).</summary>
public readonly record struct BirthValue(long TimestampMs, ReadingValue Value, int Quality = 192);
