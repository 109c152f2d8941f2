namespace OpcSpaces.Benchmarks.Truth;

/// <summary>
/// Compares what was told of a place with what was true, minute by minute of the clock. A minute is occupied if at least 30 s of
/// it are; only minutes that were watched from end to end are judged.
/// </summary>
internal static class MinuteScorer
{
    private const long MinuteMs = 60_000;

    // Clocks of recordings stand a little apart from their minutes' ends.
    private const long WatchedMs = MinuteMs - 500;

    /// <summary>Spans of one argument do not overlap; their order is free.</summary>
    /// <param name="watched">When truth is known and the place was sensed.</param>
    /// <param name="truth">When somebody was there.</param>
    /// <param name="told">When the place was said to be occupied; what was unknown is not in it.</param>
    public static MinuteScore Score(IEnumerable<Span> watched, IEnumerable<Span> truth, IEnumerable<Span> told)
    {
        var (occupied, said) = (PerMinute(truth), PerMinute(told));
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

    // Minute of the epoch to ms of it that the spans cover.
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
