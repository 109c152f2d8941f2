using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.People.Days.Visits;

/// <summary>Who belongs to a floor, and where they can go on it. People meet on their own floor only, so that a floor's day can be drawn alone.</summary>
internal sealed class FloorPeople
{
    /// <param name="index">Of the floor in the building, from 0.</param>
    /// <param name="floor">The floor.</param>
    /// <param name="firstDesk">The number of its first desk in the building, so that nobody's days depend on the wiring.</param>
    /// <param name="readers">Zone and point of every door with a card reader.</param>
    /// <param name="mix">What kinds of people there are.</param>
    /// <param name="seed">Of the building.</param>
    public FloorPeople(int index, Floor floor, int firstDesk, IReadOnlySet<(string Zone, string Door)> readers, PeopleMix mix, int seed)
    {
        (Index, Floor, Seed) = (index, floor, seed);
        foreach (var (zone, z) in floor.Zones.Select((zone, z) => (zone, z)))
        {
            for (var d = 0; d < zone.Desks.Count; d++)
                Residents.Add(new Resident(new Person(seed, firstDesk + Residents.Count, mix), z, d));
            for (var r = 0; r < zone.Rooms.Count; r++)
                Rooms.Add(new RoomSite(z, r, zone.Rooms[r], zone.Kind == ZoneKind.MeetingRoom));
            Readers.Add([.. zone.Doors.Select(door => readers.Contains((zone.Id, door.Id)))]);
        }
    }

    public int Index { get; }

    public Floor Floor { get; }

    public int Seed { get; }

    public List<Resident> Residents { get; } = [];

    public List<RoomSite> Rooms { get; } = [];

    /// <summary>Whether each door of each zone has a card reader.</summary>
    public List<bool[]> Readers { get; } = [];
}

/// <summary>A person and the desk that is theirs: the zone's index on the floor and the desk's in the zone.</summary>
internal sealed record Resident(Person Person, int Zone, int Desk);

/// <summary>A room, the zone it is in (its index on the floor) and its own index in that zone.</summary>
internal sealed record RoomSite(int Zone, int Index, Room Room, bool IsMeetingRoom);
