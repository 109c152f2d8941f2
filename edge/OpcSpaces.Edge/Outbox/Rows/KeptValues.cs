namespace OpcSpaces.Edge.Outbox.Rows;

/// <summary>What becomes durable together with the next batches: meter registers, and notes that the gateway keeps for itself, by name.</summary>
internal readonly record struct KeptValues(IReadOnlyDictionary<string, long> Registers, IReadOnlyDictionary<string, byte[]> Notes);
