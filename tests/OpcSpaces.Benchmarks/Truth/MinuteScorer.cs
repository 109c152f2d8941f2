namespace OpcSpaces.Benchmarks.Truth;

/// <summary>
/// Compares the reported with the true state of a place, minute by minute of the clock. A minute is occupied if at least 30 s of it
/// are. Only minutes that were watched completely are compared.
/// </summary>
internal static class MinuteScorer
{
    private const long MinuteMs = 60_000;

    // The rows of a recording are not exactly at the ends of minutes.
    private const long WatchedMs = MinuteMs - 500;

    /// <summary>The spans of one argument must not overlap; their order is free.</summary>
    /// <param name="watched">When the truth is known and the place was sensed.</param>
    /// <param name="truth">When somebody was there.</param>
    /// <param name="reported">When the place was reported as occupied, without unknown time.</param>
    public static MinuteScore Score(IEnumerable<Span> watched, IEnumerable<Span> truth, IEnumerable<Span> reported)
    {
        var (occupied, said) = (PerMinute(truth), PerMinute(reported));
        var score = new MinuteScore();
        foreach (var (minute, ms) in PerMinute(watched))
        {
            if (ms < WatchedMs) continue;
            var (isSo, isSaid) = (IsOccupied(occupied, minute), IsOccupied(said, minute));
            score += new MinuteScore(isSo && isSaid ? 1 : 0, !isSo && isSaid ? 1 : 0, isSo && !isSaid ? 1 : 0, 1);
        }

        return score;
    }

    private static bool IsOccupied(Dictionary<long, long> perMinute, long minute) => perMinute.GetValueOrDefault(minute) >= MinuteMs / 2;

    // For each minute since 1970, the milliseconds that the spans cover.
    private static Dictionary<long, long> PerMinute(IEnumerable<Span> spans)
    {
        var perMinute = new Dictionary<long, long>();
        foreach (var span in spans)
        {
            for (var minute = span.FromMs / MinuteMs; minute * MinuteMs < span.ToMs; minute++)
            {
                var ms = Math.Min(span.ToMs, (minute + 1) * MinuteMs) - Math.Max(span.FromMs, minute * MinuteMs);
                perMinute[minute] = perMinute.GetValueOrDefault(minute) + ms;
            }
        }

        return perMinute;
    }
}
