using OpcSpaces.Points;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>
/// One consistent view of a gateway at the moment of a birth. <paramref name="Values"/> is keyed by alias; a metric without an
/// entry is born null. Values include everything up to <see cref="OutboxPosition.Sequence"/>, so batches at or below it are history.
/// The outbox metrics need no entry: they are filled in from <paramref name="Outbox"/>.
/// </summary>
public sealed record BirthSnapshot(
    EdgeNodeDefinition Definition, OutboxPosition Outbox, IReadOnlyDictionary<ulong, Reading> Values);
