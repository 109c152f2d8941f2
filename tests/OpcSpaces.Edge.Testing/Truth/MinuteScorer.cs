namespace OpcSpaces.Edge.Testing.Truth;

/// <summary>Compares the reported with the true state of a place, minute by minute of the clock (<see cref="MinuteTruth"/>).</summary>
internal static class MinuteScorer
{
    /// <summary>The spans of one argument must not overlap; their order is free.</summary>
    /// <param name="watched">When the truth is known and the place was sensed.</param>
    /// <param name="truth">When somebody was there.</param>
    /// <param name="reported">When the place was reported as occupied, without unknown time.</param>
    public static MinuteScore Score(IEnumerable<Span> watched, IEnumerable<Span> truth, IEnumerable<Span> reported) => new MinuteTruth(watched, truth).Score(reported);
}
