using OpcSpaces.Points;

namespace OpcSpaces.Projections.Batches;

/// <summary>When a journaled reading was taken, as far as its message says it. Times in ms since 1970 UTC.</summary>
/// <param name="Ms">The time to use: what was said where it is plausible, else the receipt. That of a foreign node is never later than its receipt.</param>
/// <param name="SaidMs">What was said, unchecked; null when nothing was.</param>
/// <param name="IsPlausible">False when a time was said that cannot be one (<see cref="PlausibleTime"/>): <paramref name="Ms"/> is then good for the eye only.</param>
/// <param name="IsHistorical">The sender said that the reading is not about the present.</param>
internal readonly record struct ReadingTime(long Ms, long? SaidMs, bool IsPlausible, bool IsHistorical)
{
    /// <summary>The time of a gateway with an outbox, which writes ms and nothing else.</summary>
    public static ReadingTime OfGateway(long? saidMs, bool isHistorical, long receivedMs) => saidMs is { } said
        ? PlausibleTime.Is(said, receivedMs) ? new(said, said, true, isHistorical) : new(receivedMs, said, false, isHistorical)
        : new(receivedMs, null, true, isHistorical);

    /// <summary>
    /// The time of another maker's edge node: the metric's, else the payload's, else the receipt. Zero is no time. Other units than ms are
    /// recognised.
    /// </summary>
    public static ReadingTime OfForeign(long? metricMs, long? payloadMs, bool isHistorical, long receivedMs)
    {
        var said = metricMs is null or 0 ? payloadMs : metricMs;
        if (said is null or 0)
            return new(receivedMs, null, true, isHistorical);
        return PlausibleTime.TryRead(said.Value, receivedMs, out var ms)
            ? new(Math.Min(ms, receivedMs), said, true, isHistorical)
            : new(receivedMs, said, false, isHistorical);
    }
}
