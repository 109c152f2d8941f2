namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// How presence at one place is judged from motion. The times describe people and detectors; they are not waiting times. How long
/// the place waits for motion follows from them (<see cref="PresenceModel"/>), and from how often its people are actually seen. The
/// defaults are round values that suit a recorded room with one to three people, and desks whose people come and go. Half or twice
/// a value changes little.
/// </summary>
internal sealed record PresenceConfig
{
    /// <summary>When set, the model is not used: a stay ends after this long without motion, in s, and its end is dated back to the last motion.</summary>
    public int? HoldOffSeconds { get; init; }

    /// <summary>Mean time between two triggers of somebody who moves about, in s.</summary>
    public double MovingSeconds { get; init; } = 15;

    /// <summary>Mean time between two triggers of somebody who sits still, in s. From half of it to more than twice is learned at the place.</summary>
    public double StillSeconds { get; init; } = 120;

    /// <summary>Mean time between two triggers in an empty place, in h.</summary>
    public double FalseTriggerHours { get; init; } = 4;

    /// <summary>Mean time that the place is empty between two stays, in min.</summary>
    public double AbsenceMinutes { get; init; } = 35;

    /// <summary>Mean time that somebody spends moving during one stay, in min.</summary>
    public double MovingMinutesPerStay { get; init; } = 10;

    /// <summary>Mean time that somebody moves about before sitting still, in s.</summary>
    public double MovingBoutSeconds { get; init; } = 60;

    /// <summary>Mean time that somebody sits still before moving about, in s.</summary>
    public double StillBoutSeconds { get; init; } = 360;

    /// <summary>A detector stays high for this long after the last movement, in s. Stays end that much before the detector falls.</summary>
    public double DelaySeconds { get; init; }

    /// <summary>After a trigger the detector is ignored for this long, in s, so that triggers that follow each other closely count once.</summary>
    public double DeafSeconds { get; init; } = 45;
}
