using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Outbox.Files;

/// <summary>
/// What is unknown after a start: what happened between the observed-through mark and now was in memory, or nobody looked. So
/// every point becomes null with quality 500 behind the mark, or behind its own last stored reading where that is later: one
/// millisecond behind, because a store that orders by time cannot tell which of two readings in one millisecond came last. A
/// point that was undecided at the mark, as a quiet stay that may have ended, becomes so behind what was sure of it.
/// </summary>
internal static class UnknownsAtStart
{
    public static IEnumerable<(string Device, Reading[] Readings)> Find(OutboxTables tables, AliasBook aliases, OutboxState state)
    {
        var later = LastTimes(tables, state.MarkSequence + 1);
        var undecided = tables.ReadUndecided();
        return aliases.All
            .Where(metric => metric.IsConfigured && !metric.IsNew && metric.Device.Length > 0 && !OutboxMetrics.Has(metric.Name))
            .Select(metric => Reading.Unknown(metric, Math.Max(undecided.GetValueOrDefault(metric.Alias, state.ObservedThroughMs), later.GetValueOrDefault(metric.Alias)) + 1))
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
