namespace OpcSpaces.Edge.Outbox.Pending;

/// <summary>Takes the place of batches that memory had no room for: per metric, the time since which readings are missing.</summary>
internal sealed class PendingLoss : PendingWork
{
    private readonly Dictionary<Metric, long> _since = [];

    public void Take(PendingBatch batch)
    {
        foreach (var reading in batch.Readings) Take(reading.Metric, reading.TimestampMs);
        Clock ??= batch.Clock;
        batch.Complete(0);
    }

    public void Take(PendingLoss other)
    {
        foreach (var (metric, since) in other._since) Take(metric, since);
    }

    /// <summary>One batch per zone that says <em>unknown since</em> for every metric that lost readings.</summary>
    public IEnumerable<(string Device, MetricReading[] Readings)> Unknowns() => _since
        .GroupBy(lost => lost.Key.Device)
        .Select(zone => (zone.Key, zone.Select(lost => MetricReading.Unknown(lost.Key, lost.Value)).OrderBy(reading => reading.TimestampMs).ToArray()));

    private void Take(Metric metric, long since)
    {
        if (!_since.TryGetValue(metric, out var known) || since < known) _since[metric] = since;
    }
}
