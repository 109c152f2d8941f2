namespace OpcSpaces.Edge.Outbox;

/// <summary>What an outbox has done since it was opened.</summary>
/// <param name="ReadingsAppended">Readings that became durable.</param>
/// <param name="ReadingsUnsaved">Readings that wait for the disk.</param>
/// <param name="ReadingsLost">Readings that were given up while the disk accepted none, by <c>zone/metric</c>.</param>
/// <param name="Buried">Batches that became tombstones.</param>
/// <param name="Dropped">Batches that were deleted without a tombstone, because nothing else was left to give up.</param>
/// <param name="FailedCommits">Transactions that the disk refused and that were tried again.</param>
public sealed record OutboxCounts(
    long ReadingsAppended, int ReadingsUnsaved, IReadOnlyDictionary<string, long> ReadingsLost, long Buried, long Dropped, long FailedCommits);
