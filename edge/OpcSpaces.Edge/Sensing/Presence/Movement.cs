namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>A span in which the detectors of a place saw movement, and the pause after it. Times in ms of the place's running clock.</summary>
/// <param name="FromMs">When it began.</param>
/// <param name="ToMs">The last movement; <see cref="long.MaxValue"/> while it goes on.</param>
internal record struct Movement(long FromMs, long ToMs)
{
    /// <summary>Another sensor saw that nobody left in the pause after it.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>When the pause was interrupted, because people may have come or gone; 0 when it was not.</summary>
    public long InterruptedMs { get; set; }

    /// <summary>The probability that somebody was there after the interruption.</summary>
    public double Inside { get; set; }

    /// <summary>Whether the pause before the next movement was shorter than this, so that both are one.</summary>
    public readonly bool JoinsIn(Movement next, double shortestSeconds) => InterruptedMs == 0 && (next.FromMs - ToMs) / 1000.0 < shortestSeconds;
}
