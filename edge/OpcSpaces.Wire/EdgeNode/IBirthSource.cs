using OpcSpaces.Points;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>Gives a session the content of its births. Called once per birth, never twice at the same time; must be quick.</summary>
public interface IBirthSource
{
    BirthSnapshot Capture();
}

/// <summary>
/// One consistent view of a gateway at the moment of a birth. <paramref name="Values"/> is keyed by alias; a metric without an
/// entry is null in the birth. Values include every batch up to <see cref="OutboxPosition.LastSequence"/>, so those batches are sent as
/// history. The outbox metrics need no entry: they are filled in from <paramref name="Outbox"/>.
/// </summary>
public sealed record BirthSnapshot(
    EdgeNodeDefinition Definition, OutboxPosition Outbox, IReadOnlyDictionary<ulong, Reading> Values);
