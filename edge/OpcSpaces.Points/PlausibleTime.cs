namespace OpcSpaces.Points;

/// <summary>
/// The one bound of what can be the time of a measurement. Recordings, live state, history, series and gateways all use it, so that a time
/// that one of them takes is not refused by the next. Times in ms since 1970 UTC.
/// </summary>
public static class PlausibleTime
{
    /// <summary>2012-01-01: the year of the first Raspberry Pi. A clock without a battery starts before it (1970, or 2000 in a DS3231).</summary>
    public const long EarliestMs = 1_325_376_000_000;

    /// <summary>How far a clock may be ahead of the cloud's: 24 h.</summary>
    public const long LongestAheadMs = 24 * 3_600_000;

    // Only a recent time is recognised in another unit: the ms since 1970 of a clock that runs since 1970 look like seconds after 15 days.
    private const long LongestBehindInOtherUnitMs = 31L * 24 * 3_600_000;

    private const long MsPerSecond = 1_000;
    private const long MicrosecondsPerMs = 1_000;
    private const long NanosecondsPerMs = 1_000_000;

    public static DateTimeOffset Earliest { get; } = DateTimeOffset.FromUnixTimeMilliseconds(EarliestMs);

    /// <summary>Whether something can have been measured at <paramref name="ms"/> and be known at <paramref name="nowMs"/>.</summary>
    public static bool Is(long ms, long nowMs) => ms >= EarliestMs && ms <= nowMs + LongestAheadMs;

    /// <summary>
    /// Reads a time that should be in ms. Peers also send seconds, µs and ns: those are a thousand times apart, so a time of the last 31
    /// days has one unit only in which it is plausible. False when it has none.
    /// </summary>
    public static bool TryRead(long time, long nowMs, out long ms)
    {
        ms = time;
        if (Is(time, nowMs))
            return true;
        return IsRecent(ms = time / MicrosecondsPerMs, nowMs)
            || IsRecent(ms = time / NanosecondsPerMs, nowMs)
            || (time is > 0 and < EarliestMs && IsRecent(ms = time * MsPerSecond, nowMs));
    }

    private static bool IsRecent(long ms, long nowMs) => Is(ms, nowMs) && ms >= nowMs - LongestBehindInOtherUnitMs;
}
