namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>One instant on two clocks.</summary>
/// <param name="RunMs">The running clock of the place (monotonic), in ms: all decisions go by it.</param>
/// <param name="WallMs">The wall clock, in ms since 1970 UTC: readings carry it.</param>
internal readonly record struct ClockTimes(long RunMs, long WallMs)
{
    public ClockTimes After(long ms) => new(RunMs + ms, WallMs + ms);
}
