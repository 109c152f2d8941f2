namespace OpcSpaces.FirmwareSim.People.Days.Visits;

/// <summary>Somebody's time at one place, in seconds of the local day.</summary>
/// <param name="Zone">Index of the zone on the floor.</param>
/// <param name="Room">Index of the room on the floor, or <see cref="AtOwnDesk"/>.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
internal readonly record struct Visit(int Zone, int Room, double From, double To)
{
    public const int AtOwnDesk = -1;
}
