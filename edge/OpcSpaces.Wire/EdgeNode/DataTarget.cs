namespace OpcSpaces.Wire.EdgeNode;

/// <summary>Where batches of one zone, or of the node itself, go and which aliases carry their number.</summary>
internal sealed record DataTarget(string Topic, ulong EpochAlias, ulong SequenceAlias);
