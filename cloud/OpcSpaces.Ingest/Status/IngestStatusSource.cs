using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Wire.Host;

namespace OpcSpaces.Ingest.Status;

/// <summary>Gathers <see cref="IngestStatus"/>. Cheap and safe from any thread; it waits for the dead-letter table only.</summary>
public sealed class IngestStatusSource
{
    private readonly Journal _journal;
    private readonly DeadLetterTable _deadLetters;
    private readonly HostSession _session;
    private readonly IngestHealth _health;
    private readonly IngestCounters _counters;
    private readonly IntakeBoard _board;
    private readonly SuspicionBoard _suspicions;

    internal IngestStatusSource(
        Journal journal, DeadLetterTable deadLetters, HostSession session, IngestHealth health,
        IngestCounters counters, IntakeBoard board, SuspicionBoard suspicions)
    {
        (_journal, _deadLetters, _session) = (journal, deadLetters, session);
        (_health, _counters, _board, _suspicions) = (health, counters, board, suspicions);
    }

    public IngestStatus Read() => new(
        _health.Condition,
        _health.Detail,
        _health.Since,
        _journal.LastId,
        _board.Gateways,
        _counters.Occurred(),
        _session.Faults.Occurred().ToDictionary(fault => fault.Key.ToString(), fault => fault.Value),
        _deadLetters.Counts.ToDictionary(count => count.Reason, count => count.Count),
        _deadLetters.NotKept,
        _suspicions.Current);
}
