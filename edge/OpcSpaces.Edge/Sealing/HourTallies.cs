using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;
using OpcSpaces.Points.Hours;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Sealing;

/// <summary>Sums the readings of a log's batches by metric and hour. Not thread-safe.</summary>
/// <param name="metricOf">The metric of an alias; null for one that the log does not know.</param>
internal sealed class HourTallies(Func<ulong, Metric?> metricOf)
{
    private readonly Dictionary<ulong, MetricTally> _tallies = [];
    private long? _afterSealMs;


    /// <summary>The first time that was seen, in ms since 1970 UTC; null before a reading.</summary>
    public long? EarliestMs { get; private set; }

    /// <summary>Takes the next batch of the log.</summary>
    public void Take(OutboxBatch batch)
    {
        var reader = new PayloadReader(batch.Content.Span);
        while (reader.TryReadNext(out var view))
        {
            if (metricOf(view.Alias) is not { } metric) continue;
            if (metric.Name == OutboxMetrics.Seal) TakeSeal(view);
            else if (metric.Name == OutboxMetrics.Tombstone) TakeTombstone(batch.Device, view);
            else if (NatureOf(metric) is { } nature) Take(metric.Alias, nature, ReadingOf(view));
        }
    }

    /// <summary>The hour after that of the last seal among the batches since the last call, in ms since 1970 UTC; null when there was none.</summary>
    public long? TakeAfterSeal()
    {
        var after = _afterSealMs;
        _afterSealMs = null;
        return after;
    }

    /// <summary>Batches are missing: nothing is known any more until the next reading.</summary>
    public void Lose()
    {
        foreach (var tally in _tallies.Values) tally.Take(Reading.Unknown(tally.ThroughMs ?? 0));
    }

    /// <summary>The sums of a metric in an hour.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="startMs">The beginning of the hour, in ms since 1970 UTC.</param>
    /// <param name="throughMs">Up to this time its newest reading certainly holds.</param>
    public MetricHour HourAt(Metric metric, long startMs, long throughMs) =>
        _tallies.TryGetValue(metric.Alias, out var tally) ? tally.HourAt(startMs, throughMs) : new MetricHour(startMs, 0, 0, 0);

    public void Forget(long beforeMs)
    {
        foreach (var tally in _tallies.Values) tally.Forget(beforeMs);
    }

    public void Clear()
    {
        _tallies.Clear();
        (_afterSealMs, EarliestMs) = (null, null);
    }

    public Dictionary<ulong, MetricTallyState> Save() => _tallies.ToDictionary(it => it.Key, it => it.Value.Save());

    public void Load(IReadOnlyDictionary<ulong, MetricTallyState> states)
    {
        _tallies.Clear();
        foreach (var (alias, state) in states)
        {
            if (metricOf(alias) is { } metric && NatureOf(metric) is { } nature) TallyOf(alias, nature).Load(state);
        }
    }

    private static MetricNature? NatureOf(Metric metric) =>
        PointMetric.Find(metric.Name) is { } known && MetricTally.Counts(known.Nature) ? known.Nature : null;

    private static Reading ReadingOf(in MetricView view)
    {
        var value = view.IsNull ? PointValue.Null : view.Kind switch
        {
            SparkplugValueKind.Boolean => PointValue.Of(view.Bits != 0),
            SparkplugValueKind.Int or SparkplugValueKind.Long => PointValue.Of((long)view.Bits),
            _ => PointValue.Of(""), // that there is one is all that counts
        };
        return new Reading(view.TimestampMs, value, view.Quality);
    }

    private void Take(ulong alias, MetricNature nature, in Reading reading)
    {
        if (reading.TimestampMs >= PlausibleTime.EarliestMs) EarliestMs ??= reading.TimestampMs;
        TallyOf(alias, nature).Take(reading);
    }

    private MetricTally TallyOf(ulong alias, MetricNature nature)
    {
        if (!_tallies.TryGetValue(alias, out var tally)) _tallies[alias] = tally = new MetricTally(nature);
        return tally;
    }

    private void TakeSeal(in MetricView view)
    {
        if (view.TryGetString(out var json) && Seal.TryParse(json, out var seal, out _)) _afterSealMs = seal!.HourMs + MetricHour.LengthMs;
    }

    // The readings of the batch are gone, and with them what held after them.
    private void TakeTombstone(string device, in MetricView view)
    {
        if (!view.TryGetString(out var json) || !Tombstone.TryParse(json, out var tombstone, out _)) return;
        foreach (var (alias, tally) in _tallies)
        {
            if (metricOf(alias) is { } metric && metric.Device == device && tombstone!.Counts.ContainsKey(metric.Name)) tally.Take(Reading.Unknown(tombstone.FromMs));
        }
    }
}
