namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// How presence at one place is judged from motion. The times describe people and detectors, not waiting times: how long the
/// place waits for motion follows from them (<see cref="PresenceModel"/>), and from how often its people turn out to be seen. The
/// defaults are round values that suit a recorded room with one to three people and desks whose people come and go; half or twice
/// as much changes little.
/// </summary>
internal sealed record PresenceConfig
{
    /// <summary>When set, no judging: a stay ends after this long without motion, in s, dated back to the last motion.</summary>
    public int? HoldOffSeconds { get; init; }

    /// <summary>Somebody who moves about is seen about this often, in s.</summary>
    public double MovingSeconds { get; init; } = 15;

    /// <summary>Somebody who sits still is seen about this often, in s; from half of it to twice and more is learned at the place.</summary>
    public double StillSeconds { get; init; } = 120;

    /// <summary>An empty place triggers the detector about this often, in h.</summary>
    public double FalseTriggerHours { get; init; } = 4;

    /// <summary>A place is empty for about this long, in min.</summary>
    public double AbsenceMinutes { get; init; } = 35;

    /// <summary>Time that somebody spends moving between one arrival and leaving, in min.</summary>
    public double MovingMinutesPerStay { get; init; } = 10;

    /// <summary>Somebody moves about for this long before sitting still, in s.</summary>
    public double MovingBoutSeconds { get; init; } = 60;

    /// <summary>Somebody sits still for this long before moving about, in s.</summary>
    public double StillBoutSeconds { get; init; } = 360;

    /// <summary>A detector stays high for this long after the last movement, in s; stays end that much before it falls.</summary>
    public double DelaySeconds { get; init; }

    /// <summary>Triggers of one detector that come within this time of one another are one piece of evidence, in s.</summary>
    public double DeafSeconds { get; init; } = 45;
}
