namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>One simulated room, sensed twice.</summary>
/// <param name="Without">By its motion detector alone.</param>
/// <param name="With">With one weak sense as evidence too.</param>
internal sealed record RoomPair(RoomResult Without, RoomResult With)
{
    /// <summary>In points of the settled F1.</summary>
    public double Gain => With.Agent.Settled.F1 - Without.Agent.Settled.F1;
}
