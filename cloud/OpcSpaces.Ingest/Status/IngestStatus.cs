namespace OpcSpaces.Ingest.Status;

/// <summary>How ingest is doing, at one moment.</summary>
/// <param name="Condition">Whether readings can come in and be kept.</param>
/// <param name="Detail">What is wrong, in words; null when nothing is.</param>
/// <param name="Since">When that began.</param>
/// <param name="JournalLastId">The newest durable entry.</param>
/// <param name="Gateways">Gateways with an outbox that were heard since the last loss of the broker; at most a second old.</param>
/// <param name="Counts">What ingest has counted since the process started, by <see cref="IngestEvent"/>; only what has occurred.</param>
/// <param name="ToleratedFaults">Violations of Sparkplug by peers that ingest tolerated, by kind.</param>
/// <param name="DeadLetters">All dead letters by reason.</param>
/// <param name="DeadLettersNotKept">Dead letters that could not be written.</param>
/// <param name="Suspicions">What works, and suggests a mistake in the field; the oldest first.</param>
public sealed record IngestStatus(
    IngestCondition Condition,
    string? Detail,
    DateTimeOffset Since,
    long JournalLastId,
    IReadOnlyList<GatewayIntake> Gateways,
    IReadOnlyDictionary<string, long> Counts,
    IReadOnlyDictionary<string, long> ToleratedFaults,
    IReadOnlyDictionary<string, long> DeadLetters,
    long DeadLettersNotKept,
    IReadOnlyList<Suspicion> Suspicions);
