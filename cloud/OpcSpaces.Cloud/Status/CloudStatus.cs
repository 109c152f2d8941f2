using OpcSpaces.Alarms.Judging;
using OpcSpaces.Cloud.Privacy;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Notices.Delivering;
using OpcSpaces.Projections.Running;
using OpcSpaces.Registry;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Cloud.Status;

/// <summary>How the cloud is doing, at one moment; what <c>/api/v1/status</c> shows.</summary>
/// <param name="Condition">Whether readings can come in and be kept.</param>
/// <param name="Detail">What is wrong with that, in words; null when nothing is.</param>
/// <param name="Since">When that began.</param>
/// <param name="JournalLastId">The newest durable entry.</param>
/// <param name="Projections">How each projection is doing.</param>
/// <param name="Gateways">Gateways with an outbox that were heard since the last loss of the broker; at most a second old.</param>
/// <param name="Counts">What ingest has counted since the process started, by <see cref="IngestEvent"/>; only what has occurred.</param>
/// <param name="ToleratedFaults">Violations of Sparkplug by peers that ingest tolerated, by kind.</param>
/// <param name="DeadLetters">All dead letters by reason.</param>
/// <param name="DeadLettersNotKept">Dead letters that could not be written.</param>
/// <param name="Series">How the series store is doing.</param>
/// <param name="Broker">How the embedded broker is doing; null when another is used.</param>
/// <param name="Registry">Why the registry's database is away, and since when; null while it answers.</param>
/// <param name="Alarms">Why alarms are not judged, and since when; null while they are.</param>
/// <param name="Notices">How the delivery of notices is doing.</param>
/// <param name="Privacy">How the deletion of data whose retention has ended is doing, by kind.</param>
/// <param name="Suspicions">What works, and suggests a mistake in the field, such as two gateways under one id.</param>
internal sealed record CloudStatus(
    IngestCondition Condition,
    string? Detail,
    DateTimeOffset Since,
    long JournalLastId,
    IReadOnlyList<ProjectionStatus> Projections,
    IReadOnlyList<GatewayIntake> Gateways,
    IReadOnlyDictionary<string, long> Counts,
    IReadOnlyDictionary<string, long> ToleratedFaults,
    IReadOnlyDictionary<string, long> DeadLetters,
    long DeadLettersNotKept,
    SeriesStoreStatus Series,
    BrokerStatus? Broker,
    RegistryAway? Registry,
    AlarmsAway? Alarms,
    NoticesStatus Notices,
    IReadOnlyList<RetentionStatus> Privacy,
    IReadOnlyList<Suspicion> Suspicions)
{
    public static CloudStatus Of(IngestStatus ingest, IReadOnlyList<ProjectionStatus> projections, SeriesStoreStatus series, BrokerStatus? broker, RegistryAway? registry, AlarmsAway? alarms, NoticesStatus notices, IReadOnlyList<RetentionStatus> privacy) => new(
        ingest.Condition, ingest.Detail, ingest.Since, ingest.JournalLastId, projections, ingest.Gateways, ingest.Counts,
        ingest.ToleratedFaults, ingest.DeadLetters, ingest.DeadLettersNotKept, series, broker, registry, alarms, notices, privacy, ingest.Suspicions);
}
