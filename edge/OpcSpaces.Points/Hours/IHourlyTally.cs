namespace OpcSpaces.Points.Hours;

/// <summary>What is counted by hour, by a clock that may be wrong or set. All times in ms since 1970 UTC.</summary>
public interface IHourlyTally
{
    /// <summary>Counts up to a time; what comes from then on has no time that is believed. Later readings say which value holds, and nothing else.</summary>
    void StopAt(long atMs);

    /// <summary>
    /// Forgets the hours from that of one time to that of another, and the hour of the newest time where readings with an earlier time were counted
    /// in it.
    /// </summary>
    void Void(long fromMs, long untilMs);

    /// <summary>
    /// Goes on from a time with the value that holds. Where it is before the newest one, its hour and all later ones are forgotten: what was counted
    /// there was not at that time.
    /// </summary>
    void ContinueAt(long atMs);
}
