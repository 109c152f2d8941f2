namespace OpcSpaces.Edge.Outbox.Pending;

/// <summary>Stands where batches stood that memory had no room for: per metric, since when its readings are missing.</summary>
internal sealed class PendingLoss : PendingWork
{
    private readonly Dictionary<Metric, long> _since = [];

    public void Take(PendingBatch batch)
    {
        foreach (var reading in batch.Readings) Take(reading.Metric, reading.TimestampMs);
        batch.Complete(0);
    }

    public void Take(PendingLoss other)
    {
        foreach (var (metric, since) in other._since) Take(metric, since);
    }

    /// <summary>Batches that say <em>unknown since</em> for every metric that lost something, one per zone.</summary>
    public IEnumerable<(string Device, Reading[] Readings)> Unknowns() => _since
        .GroupBy(lost => lost.Key.Device)
        .Select(zone => (zone.Key, zone.Select(lost => Reading.Unknown(lost.Key, lost.Value)).OrderBy(reading => reading.TimestampMs).ToArray()));

    private void Take(Metric metric, long since)
    {
        if (!_since.TryGetValue(metric, out var known) || since < known) _since[metric] = since;
    }
}
