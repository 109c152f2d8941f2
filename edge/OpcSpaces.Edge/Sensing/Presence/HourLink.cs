namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>One movement and the pause after it, prepared for drawing courses: what does not depend on the candidate.</summary>
internal readonly record struct HourLink
{
    /// <summary>The probability that somebody who passes by, briefly or for longer, moves for so long.</summary>
    public required (double Brief, double Long) Moving { get; init; }

    /// <summary>The probability that somebody who passes by goes on after such a pause.</summary>
    public required (double Brief, double Long) GoingOn { get; init; }

    /// <summary>The class of the pause's length; −1 for a pause that is too short to mean anything.</summary>
    public required int Bin { get; init; }

    /// <summary>The pause has not ended, or was interrupted.</summary>
    public required bool IsOpen { get; init; }

    /// <param name="movement">The movement.</param>
    /// <param name="nextMs">When the next one begins; <see cref="long.MaxValue"/> for none.</param>
    /// <param name="nowMs">Now.</param>
    /// <param name="shortestSeconds">Shorter pauses count as movement.</param>
    /// <param name="isSeen">Another sensor sees somebody.</param>
    public static HourLink Of(in Movement movement, long nextMs, long nowMs, double shortestSeconds, bool isSeen)
    {
        var toMs = Math.Min(movement.ToMs, nowMs);
        var endMs = Math.Min(movement.InterruptedMs > 0 ? movement.InterruptedMs : nextMs, nowMs);
        var pause = Math.Max(0, endMs - toMs) / 1000.0;
        var isOpen = movement.InterruptedMs > 0 || nextMs > nowMs;
        var width = isOpen || pause < shortestSeconds ? 1 : PauseModel.WidthOf(pause);
        var isDensity = !isOpen && pause >= shortestSeconds;
        return new HourLink
        {
            Moving = isSeen ? (0, 0) : (Fading((toMs - movement.FromMs) / 1000.0, VisitBelief.BriefSeconds), Fading((toMs - movement.FromMs) / 1000.0, VisitBelief.LongSeconds)),
            GoingOn = (Fading(pause, VisitBelief.BriefSeconds) * (isDensity ? width / VisitBelief.BriefSeconds : 1),
                Fading(pause, VisitBelief.LongSeconds) * (isDensity ? width / VisitBelief.LongSeconds : 1)),
            Bin = pause < shortestSeconds ? -1 : PauseModel.BinOf(pause),
            IsOpen = isOpen,
        };
    }

    private static double Fading(double seconds, double mean) => Math.Exp(-seconds / mean);
}
