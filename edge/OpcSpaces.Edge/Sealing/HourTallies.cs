using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;
using OpcSpaces.Points.Hours;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Sealing;

/// <summary>Sums the readings of a log's batches by metric and hour, and takes back what a wrong clock said. Not thread-safe.</summary>
/// <param name="metricOf">The metric of an alias; null for one that the log does not know.</param>
/// <param name="phaseMs">When hours begin, in ms after those of UTC.</param>
internal sealed class HourTallies(Func<ulong, Metric?> metricOf, int phaseMs = 0)
{
    private readonly Dictionary<ulong, MetricTally> _tallies = [];
    private readonly ClockHistory _clock = new();
    private readonly TimeRanges _uncertain = new();
    private long? _afterSealMs;

    /// <summary>Whether the times of the log are not believed now (<see cref="ClockHistory"/>).</summary>
    public bool IsDoubted => _clock.IsDoubted;

    /// <summary>The first time that was seen, in ms since 1970 UTC; null before a reading.</summary>
    public long? EarliestMs { get; private set; }

    /// <summary>The newest time that was seen, in ms since 1970 UTC; null before a reading.</summary>
    public long? LatestMs => _tallies.Values.Max(tally => tally.ThroughMs);

    /// <summary>Raised when the clock was set, after the sums were corrected.</summary>
    public Action<ClockTurn>? Turned { get; init; }

    /// <summary>Takes the next batch of the log.</summary>
    public void Take(OutboxBatch batch)
    {
        var reader = new PayloadReader(batch.Content.Span);
        while (reader.TryReadNext(out var view))
        {
            if (metricOf(view.Alias) is not { } metric) continue;
            if (metric.Name == OutboxMetrics.Seal) TakeSeal(view);
            else if (metric.Name == OutboxMetrics.ClockStatement) TakeStatement(view);
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

    /// <summary>Whether the clock was wrong or set in this hour, so that nothing but readings can say what happened in it.</summary>
    public bool IsUncertain(long startMs) => _uncertain.All.Any(times => startMs + MetricHour.LengthMs > times.FromMs && startMs <= times.ToMs);

    public void Forget(long beforeMs)
    {
        _uncertain.Forget(beforeMs);
        foreach (var tally in _tallies.Values) tally.Forget(beforeMs);
    }

    /// <summary>Hours from this time on will be sealed, some of them again: they are counted.</summary>
    public void CountFrom(long fromMs)
    {
        foreach (var tally in _tallies.Values) tally.CountFrom(fromMs);
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

    public (ClockHistoryState Clock, IReadOnlyList<TimeRange> Uncertain) SaveClock() => (_clock.Save(), [.. _uncertain.All]);

    public void LoadClock(ClockHistoryState? clock, IReadOnlyList<TimeRange>? uncertain)
    {
        if (clock is not null) _clock.Load(clock);
        _uncertain.Load(uncertain ?? []);
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
        var tally = TallyOf(alias, nature);
        if (reading.TimestampMs < PlausibleTime.EarliestMs)
        {
            // Nobody knows when it was: what held before does not hold any more.
            tally.Take(Reading.Unknown(tally.ThroughMs ?? 0));
            return;
        }

        EarliestMs ??= reading.TimestampMs;
        tally.Take(reading);
    }

    private MetricTally TallyOf(ulong alias, MetricNature nature)
    {
        if (_tallies.TryGetValue(alias, out var tally)) return tally;
        _tallies[alias] = tally = new MetricTally(nature, phaseMs);
        if (_clock.IsDoubted) tally.StopAt(0);
        return tally;
    }

    private void TakeSeal(in MetricView view)
    {
        if (view.TryGetString(out var json) && Seal.TryParse(json, out var seal, out _)) _afterSealMs = seal!.HourMs + MetricHour.LengthMs;
    }

    private void TakeStatement(in MetricView view)
    {
        if (!view.TryGetString(out var json) || !ClockStatement.TryParse(json, out var statement, out _) || _clock.Take(statement!) is not { } turn) return;
        foreach (var tally in _tallies.Values) tally.Turn(turn);
        if (turn.Kind != ClockTurnKind.Doubted && turn.NowMs < EarliestMs) EarliestMs = turn.NowMs;
        Remember(turn);
        Turned?.Invoke(turn);
    }

    // The hours that are still to come are certain again when the clock is right.
    private void Remember(in ClockTurn turn)
    {
        var (fromMs, untilMs) = turn.TouchedMs;
        if (turn.Kind != ClockTurnKind.Doubted)
        {
            untilMs = turn.NowMs;
            _uncertain.CutAfter(untilMs);
        }

        _uncertain.Add(fromMs, untilMs);
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
