namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>When something was: ms of the place's running clock, by which everything is judged, and the wall clock's ms since 1970 UTC, which readings carry.</summary>
internal readonly record struct Moment(long RunMs, long WallMs)
{
    public Moment After(long ms) => new(RunMs + ms, WallMs + ms);
}
