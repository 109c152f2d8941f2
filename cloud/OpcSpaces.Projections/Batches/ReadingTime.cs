using OpcSpaces.Points;

namespace OpcSpaces.Projections.Batches;

/// <summary>When a journaled reading was taken, as far as its message says it. Times in ms since 1970 UTC.</summary>
/// <param name="Ms">The time to use: what was said where it is plausible, else the receipt. That of a foreign node is never later than its receipt.</param>
/// <param name="SaidMs">What was said, unchecked; null when nothing was.</param>
/// <param name="IsPlausible">False when a time was said that cannot be one (<see cref="PlausibleTime"/>), and for a reading of the past without a time of its own: <paramref name="Ms"/> is then good for the eye only.</param>
/// <param name="IsHistorical">The sender said that the reading is not about the present.</param>
internal readonly record struct ReadingTime(long Ms, long? SaidMs, bool IsPlausible, bool IsHistorical)
{
    /// <summary>The time of a gateway with an outbox, which writes ms and nothing else.</summary>
    public static ReadingTime OfGateway(long? saidMs, bool isHistorical, long receivedMs) => saidMs is { } said
        ? PlausibleTime.Is(said, receivedMs) ? new(said, said, true, isHistorical) : new(receivedMs, said, false, isHistorical)
        : new(receivedMs, null, true, isHistorical);

    // The delay of a link and the drift of two clocks that are right.
    private const long LargestAheadMs = 5_000;

    /// <summary>
    /// The time of another maker's edge node: the metric's, else the payload's, else the receipt. Zero is no time. Other units than ms are
    /// recognised. A payload is sent at its own time, so one that comes before that time shows by how much the node's clock is ahead (local
    /// time in place of UTC, for example): its readings are moved by as much, and keep their order. What is not of the present has a
    /// time of its own, or none: when the payload was sent says nothing about it.
    /// </summary>
    public static ReadingTime OfForeign(long? metricMs, long? payloadMs, bool isHistorical, long receivedMs)
    {
        var sent = payloadMs is { } time and not 0 && PlausibleTime.TryRead(time, receivedMs, out var sentMs) ? sentMs : (long?)null;
        var ahead = sent is { } atMs && atMs - receivedMs > LargestAheadMs ? atMs - receivedMs : 0;
        var said = metricMs is null or 0 ? payloadMs : metricMs;
        if (metricMs is not (null or 0) && PlausibleTime.TryRead(metricMs.Value, receivedMs, out var ms))
            return new(Math.Min(ms - ahead, receivedMs), metricMs, true, isHistorical);
        if (isHistorical)
            return new(receivedMs, said, false, true);
        // A metric's time that cannot be one hides nothing.
        if (sent is not null)
            return new(Math.Min(sent.Value - ahead, receivedMs), payloadMs, true, false);
        return new(receivedMs, said is 0 ? null : said, said is null or 0, false);
    }
}
