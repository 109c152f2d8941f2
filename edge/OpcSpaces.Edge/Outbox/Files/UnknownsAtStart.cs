using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Outbox.Files;

/// <summary>
/// What is unknown after a start. Nobody observed the time between the last mark and now, or its readings were still in memory. So
/// every point becomes null with quality 500 right after the mark, or right after its own last stored reading where that is later.
/// "Right after" is one millisecond, because a store that orders by time cannot tell which of two readings in one millisecond came
/// last. A point that was uncertain at the mark, such as a quiet stay that may have ended, becomes unknown right after its last
/// certain time.
/// </summary>
internal static class UnknownsAtStart
{
    public static IEnumerable<(string Device, MetricReading[] Readings)> Find(OutboxTables tables, AliasBook aliases, OutboxState state)
    {
        var later = LastTimes(tables, state.MarkSequence + 1);
        var uncertain = tables.ReadUncertainMetrics();
        return aliases.All
            .Where(metric => metric.IsConfigured && !metric.IsNew && metric.Device.Length > 0 && !OutboxMetrics.Has(metric.Name))
            .Select(metric => MetricReading.Unknown(metric, Math.Max(uncertain.GetValueOrDefault(metric.Alias, state.ObservedThroughMs), later.GetValueOrDefault(metric.Alias)) + 1))
            .GroupBy(reading => reading.Metric.Device)
            .Select(zone => (zone.Key, zone.OrderBy(reading => reading.TimestampMs).ToArray()));
    }

    private static Dictionary<ulong, long> LastTimes(OutboxTables tables, ulong from)
    {
        var times = new Dictionary<ulong, long>();
        tables.Visit(from, int.MaxValue, row =>
        {
            var reader = new PayloadReader(row.Content);
            while (reader.TryReadNext(out var metric)) times[metric.Alias] = metric.TimestampMs;
            return true;
        });
        return times;
    }
}
