using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>What a session asks its gateway when it has to be born. Called once per birth, never twice at the same time; must be quick.</summary>
public interface IBirthSource
{
    BirthSnapshot Capture();
}

/// <summary>
/// One consistent view of a gateway at the moment of a birth. <paramref name="Values"/> is keyed by alias; a metric without an
/// entry is born null. Values include everything up to <see cref="OutboxPosition.LastSequence"/>, so batches at or below it are history.
/// The outbox metrics need no entry: they are filled in from <paramref name="Outbox"/>.
/// </summary>
public sealed record BirthSnapshot(
    EdgeNodeDefinition Definition, OutboxPosition Outbox, IReadOnlyDictionary<ulong, BirthValue> Values);

/// <summary>The value that a metric has when its node is born, stamped with the time at which it was measured (ms since 1970, UTC).</summary>
public readonly record struct BirthValue(long TimestampMs, ReadingValue Value, int Quality = 192);
