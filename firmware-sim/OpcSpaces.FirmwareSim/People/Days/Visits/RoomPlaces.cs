namespace OpcSpaces.FirmwareSim.People.Days.Visits;

/// <summary>The visits to the rooms of a floor on one day while it is being generated. In no minute is a room over its capacity.</summary>
internal sealed class RoomPlaces(IReadOnlyList<RoomSite> rooms)
{
    private const int LastMinute = 24 * 60 - 1;

    private readonly int[][] _people = [.. rooms.Select(_ => new int[LastMinute + 1])];
    private readonly List<Visit>[] _visits = [.. rooms.Select(_ => new List<Visit>())];

    /// <summary>The visits to a room, in no particular order.</summary>
    public IReadOnlyList<Visit> Of(int room) => _visits[room];

    /// <summary>Returns false when the room is full in one of the visit's minutes.</summary>
    public bool TryTake(Visit visit)
    {
        var minutes = _people[visit.Room].AsSpan(Minute(visit.From)..(Minute(visit.To) + 1));
        foreach (var people in minutes)
        {
            if (people >= rooms[visit.Room].Room.Capacity)
                return false;
        }
        foreach (ref var people in minutes)
            people++;
        _visits[visit.Room].Add(visit);
        return true;
    }

    private static int Minute(double seconds) => Math.Clamp((int)(seconds / 60), 0, LastMinute);
}
