using OpcSpaces.Projections.Batches;
using OpcSpaces.Ingest.Receiving;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Wire.Host;

namespace OpcSpaces.Ingest.Status;

/// <summary>Gathers <see cref="IngestStatus"/>. Cheap, safe from any thread, waits for nobody but the dead-letter table.</summary>
public sealed class IngestStatusSource
{
    private readonly Journal _journal;
    private readonly DeadLetterTable _deadLetters;
    private readonly ISeriesStore _series;
    private readonly HostSession _session;
    private readonly IngestHealth _health;
    private readonly IngestCounters _counters;
    private readonly ProjectionSet _projections;
    private readonly IntakeBoard _board;

    internal IngestStatusSource(
        Journal journal, DeadLetterTable deadLetters, ISeriesStore series, HostSession session, IngestHealth health,
        IngestCounters counters, ProjectionSet projections, IntakeBoard board)
    {
        (_journal, _deadLetters, _series, _session) = (journal, deadLetters, series, session);
        (_health, _counters, _projections, _board) = (health, counters, projections, board);
    }

    public IngestStatus Read() => new(
        _health.Condition,
        _health.Detail,
        _health.Since,
        _journal.LastId,
        _projections.Status,
        _board.Gateways,
        _counters.Occurred(),
        _session.Faults.Occurred().ToDictionary(fault => fault.Key.ToString(), fault => fault.Value),
        _deadLetters.Counts.ToDictionary(count => count.Reason, count => count.Count),
        _deadLetters.NotKept,
        _series.Status);
}
