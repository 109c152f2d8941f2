namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// What the sensors of a place say without those whose evidence is weak: what the weak ones may learn from. Motion detectors are sure that
/// somebody is there when a stay of at least a quarter of an hour was never in doubt and moved lately, and that nobody is when nothing
/// moved for so long that hardly anybody sits so still; after some hours more it is night, of which nothing is learned for the day. Other
/// sensors are never so sure, but what they say holds as long as they say it. Guarded by the place's gate.
/// </summary>
internal sealed class IndependentPresence
{
    private const long WindowMs = 15 * 60_000, LatelyMs = 10 * 60_000, LongSilenceMs = 45 * 60_000, NightMs = 5 * 3_600_000;

    // Of somebody who stays. In the midst of a stay the odds fall with each short silence, although all of it together is sure.
    private const double Stays = 0.95;

    private static readonly double Somebody = Math.Log(0.6 / 0.4), Doubt = Math.Log(0.35 / 0.65), Nobody = Math.Log(0.02 / 0.98);

    private long? _staysSinceMs;

    /// <summary>The probability that somebody was there for the last quarter of an hour, from motion detectors and others; null where they are not sure.</summary>
    /// <param name="logOdds">Of all sensors whose evidence is not weak.</param>
    /// <param name="quietMs">The time since the last of them changed; 0 while movement is seen.</param>
    /// <param name="ms">Now.</param>
    public double? OfMotion(double logOdds, long quietMs, long ms)
    {
        if (logOdds < Doubt) _staysSinceMs = null;
        else if (logOdds >= Somebody) _staysSinceMs ??= ms;
        if (_staysSinceMs is { } since) return ms - since >= WindowMs && quietMs <= LatelyMs ? Stays : null;
        return logOdds <= Nobody && quietMs is >= LongSilenceMs and <= NightMs ? Probability(logOdds) : null;
    }

    /// <summary>The same at a place without motion detectors.</summary>
    public static double? OfLevels(double logOdds, long quietMs) => quietMs >= WindowMs ? Probability(logOdds) : null;

    private static double Probability(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
