using OpcSpaces.Edge.Outbox;

namespace OpcSpaces.Edge.Sensing.Batching;

/// <summary>
/// Sorts readings by time, as a payload must have them (tck-id-operational-behavior-data-publish-dbirth-order). The readings of one
/// metric always stay in the order of arrival: when the clock was set back between two of them, nothing is sorted.
/// </summary>
internal static class InOrderOfTime
{
    public static MetricReading[] Sort(List<MetricReading> readings)
    {
        if (IsSorted(readings) || !MetricsAreInOrder(readings)) return [.. readings];
        return [.. readings.OrderBy(reading => reading.TimestampMs)];
    }

    private static bool IsSorted(List<MetricReading> readings)
    {
        for (var i = 1; i < readings.Count; i++)
        {
            if (readings[i].TimestampMs < readings[i - 1].TimestampMs) return false;
        }

        return true;
    }

    private static bool MetricsAreInOrder(List<MetricReading> readings)
    {
        var times = new Dictionary<Metric, long>();
        foreach (var reading in readings)
        {
            if (times.TryGetValue(reading.Metric, out var before) && reading.TimestampMs < before) return false;
            times[reading.Metric] = reading.TimestampMs;
        }

        return true;
    }
}
