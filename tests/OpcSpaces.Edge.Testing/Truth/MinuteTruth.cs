namespace OpcSpaces.Edge.Testing.Truth;

/// <summary>
/// The minutes of the clock in which the truth about a place is known. A minute is occupied if at least 30 s of it are. Only minutes
/// that were watched completely are compared.
/// </summary>
internal sealed class MinuteTruth
{
    private const long MinuteMs = 60_000;

    // The rows of a recording are not exactly at the ends of minutes.
    private const long WatchedMs = MinuteMs - 500;

    private readonly Dictionary<long, bool> _minutes = [];

    /// <summary>The spans of one argument must not overlap; their order is free.</summary>
    /// <param name="watched">When the truth is known and the place was sensed.</param>
    /// <param name="truth">When somebody was there.</param>
    public MinuteTruth(IEnumerable<Span> watched, IEnumerable<Span> truth)
    {
        var occupied = Span.PerBlock(truth, MinuteMs);
        foreach (var (minute, ms) in Span.PerBlock(watched, MinuteMs))
        {
            if (ms >= WatchedMs) _minutes[minute] = IsOccupied(occupied, minute);
        }
    }

    /// <param name="reported">When the place was reported as occupied, without unknown time. The spans must not overlap.</param>
    public MinuteScore Score(IEnumerable<Span> reported)
    {
        var said = Span.PerBlock(reported, MinuteMs);
        var score = new MinuteScore();
        foreach (var (minute, isSo) in _minutes)
        {
            var isSaid = IsOccupied(said, minute);
            score += new MinuteScore(isSo && isSaid ? 1 : 0, !isSo && isSaid ? 1 : 0, isSo && !isSaid ? 1 : 0, 1);
        }

        return score;
    }

    private static bool IsOccupied(Dictionary<long, long> perMinute, long minute) => perMinute.GetValueOrDefault(minute) >= MinuteMs / 2;
}
