namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// Estimates from all motion detectors of one place whether somebody is there. Times are ms of the place's running clock and do not
/// go back. Guarded by the place's gate.
/// </summary>
internal interface IMotionEstimator
{
    /// <summary>Natural logarithm of the odds that somebody is there, as of the last call with a time.</summary>
    double LogOdds { get; }

    /// <summary>False while detectors are ignored after a trigger, so that silence means nothing: then nothing is decided.</summary>
    bool IsListening { get; }

    /// <summary>Once movement has ended a silence: whether it counts as part of the stay, because somebody may have stayed all the time.</summary>
    bool HasStayed { get; }

    /// <summary>The level of a detector, by its number.</summary>
    void Set(int detector, bool active, long ms);

    /// <summary>From now on the detector is used, or is not (because it is broken).</summary>
    void Listen(int detector, bool counts, long ms);

    /// <summary>Somebody went through the door, in or out.</summary>
    void PassDoor(long ms);

    /// <summary>Whether another sensor would notice if somebody left.</summary>
    /// <param name="byDoor">A closed door would have to be opened.</param>
    /// <param name="bySeat">A pad is pressed, or somebody is in view.</param>
    /// <param name="ms">The time from which this holds.</param>
    void Hold(bool byDoor, bool bySeat, long ms);

    /// <summary>What sensors other than motion detectors say about the silence until now.</summary>
    /// <param name="logOdds">By how much they change the log odds that somebody was there all the time.</param>
    /// <param name="ms">Now.</param>
    void Weigh(double logOdds, long ms);

    /// <summary>Time passed, and no detector changed.</summary>
    void Advance(long ms);

    /// <summary>Forgets what was seen, because people may have come or gone unnoticed.</summary>
    void Restart(long ms);

    /// <summary>The time at which the log odds fall below <paramref name="logOdds"/> if no motion is seen until then. May be too early, but never too late.</summary>
    long SilentUntil(double logOdds);
}
