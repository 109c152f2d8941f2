using OpcSpaces.Edge.Outbox.Pending;

namespace OpcSpaces.Edge.Outbox.Log;

/// <summary>Batches that speak about the log itself.</summary>
public sealed partial class OutboxLog
{
    /// <summary>
    /// Appends a batch that speaks about the log. <paramref name="make"/> is called once everything that was appended before is durable and can be
    /// read, and nothing is stored between that call and the batch. It may read the log, must be quick and must not wait for an append; it is
    /// called again when the disk did not accept the batch. Completes with the batch's number, or with 0 when it made null or was given up.
    /// </summary>
    public Task<ulong> AppendMadeAsync(string device, BatchKind kind, Func<MetricReading[]?> make)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var made = new PendingMadeBatch(device, kind, make) { Clock = StateClock() };
            Enqueue(made);
            return made.Stored;
        }
    }

    // Everything before it is in the log, and nothing else is written while the disk lock is held. Empty when there is nothing to append.
    private List<PendingWork> Make(PendingMadeBatch made, out bool more)
    {
        more = false;
        var readings = made.Make();
        lock (_gate)
        {
            if (readings is not null)
            {
                foreach (ref var reading in readings.AsSpan()) reading = reading with { Reading = _clock.Place(reading.Reading) };
                return [made.ToBatch(readings, _encoder.Encode(readings))];
            }

            _pending.Stored();
            more = !_pending.IsEmpty;
            _commitScheduled = more;
        }

        made.Complete();
        return [];
    }
}
