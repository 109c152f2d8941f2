namespace OpcSpaces.Edge.Outbox;

/// <summary>A batch that a commit made durable, with the readings it was made from.</summary>
internal readonly record struct WrittenBatch(OutboxBatch Batch, byte[] ContentHash, Reading[] Readings, PendingBatch? Pending);
