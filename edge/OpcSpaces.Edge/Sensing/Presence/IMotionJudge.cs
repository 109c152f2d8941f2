namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// What the motion detectors of one place say together. Times are ms of the place's running clock and do not go back.
/// Guarded by the place's gate.
/// </summary>
internal interface IMotionJudge
{
    /// <summary>Natural logarithm of the odds that somebody is there, as of the last call with a time.</summary>
    double LogOdds { get; }

    /// <summary>False while silence cannot be told from a detector that is not asked: then nothing is decided.</summary>
    bool IsListening { get; }

    /// <summary>At the end of a silence: whether it is likelier that somebody sat through it than that somebody left and somebody came.</summary>
    bool HasStayed { get; }

    /// <summary>A detector's level, by its number.</summary>
    void Set(int detector, bool active, long ms);

    /// <summary>A detector's word counts, or no longer.</summary>
    void Listen(int detector, bool counts, long ms);

    /// <summary>Somebody went through the door, one way or the other.</summary>
    void PassDoor(long ms);

    /// <summary>Whether nobody can leave without being noticed by something else.</summary>
    void Hold(bool held, long ms);

    void Advance(long ms);

    /// <summary>Forgets what was seen: anything may have happened.</summary>
    void Restart(long ms);

    /// <summary>The place is called free from here on.</summary>
    void MarkFree();

    /// <summary>When the log odds fall below <paramref name="logOdds"/> if no motion is seen until then; may be too early, never too late.</summary>
    long SilentUntil(double logOdds);
}
