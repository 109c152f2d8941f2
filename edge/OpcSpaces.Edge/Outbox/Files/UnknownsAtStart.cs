using OpcSpaces.Edge.Outbox.Placing;
using OpcSpaces.Points;
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
    public static IEnumerable<(string Device, MetricReading[] Readings)> Find(OutboxTables tables, AliasBook aliases, OutboxState state, ClockOffset? clock)
    {
        // Once the clock is set, what it showed before in this boot is about to be placed.
        var unplaced = clock is { IsSet: true } ? tables.ReadUnplaced() : [];
        var later = LastTimes(tables, state.MarkSequence + 1, row => unplaced.TryGetValue(row, out var unset) ? clock!.Value.OffsetMs - unset : 0);
        var uncertain = tables.ReadUncertainMetrics();
        return aliases.All
            .Where(metric => metric.IsConfigured && !metric.IsNew && metric.Device.Length > 0 && !OutboxMetrics.Has(metric.Name))
            .Select(metric => MetricReading.Unknown(metric, Plausible(Math.Max(uncertain.GetValueOrDefault(metric.Alias, state.ObservedThroughMs), later.GetValueOrDefault(metric.Alias)) + 1)))
            .GroupBy(reading => reading.Metric.Device)
            .Select(zone => (zone.Key, zone.OrderBy(reading => reading.TimestampMs).ToArray()));

        // What is only known by a clock that was not set, of an earlier boot, has no place: nothing is known since now.
        long Plausible(long ms) => clock is { IsSet: true } now && ms < PlausibleTime.EarliestMs ? now.WallMs : ms;
    }

    private static Dictionary<ulong, long> LastTimes(OutboxTables tables, ulong from, Func<ulong, long> shiftOf)
    {
        var times = new Dictionary<ulong, long>();
        tables.Visit(from, int.MaxValue, row =>
        {
            var reader = new PayloadReader(row.Content);
            var shift = shiftOf(row.Sequence);
            while (reader.TryReadNext(out var metric)) times[metric.Alias] = metric.TimestampMs < PlausibleTime.EarliestMs ? metric.TimestampMs + shift : metric.TimestampMs;
            return true;
        });
        return times;
    }
}
