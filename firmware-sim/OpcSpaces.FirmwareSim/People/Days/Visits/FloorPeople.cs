using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.People.Days.Visits;

/// <summary>
/// The people of a floor and the rooms that they can use. People meet only on their own floor, so the day of a floor can be
/// generated alone.
/// </summary>
internal sealed class FloorPeople
{
    /// <param name="index">Index of the floor in the building, from 0.</param>
    /// <param name="floor">The floor.</param>
    /// <param name="firstDesk">The number of its first desk in the building, so that the people's days do not depend on the wiring.</param>
    /// <param name="readers">Zone and point of every door with a card reader.</param>
    /// <param name="mix">The kinds of people.</param>
    /// <param name="seed">The seed of the people.</param>
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

/// <summary>A person and their desk: index of the zone on the floor, and index of the desk in the zone.</summary>
internal sealed record Resident(Person Person, int Zone, int Desk);

/// <summary>A room: index of its zone on the floor, and its index in the zone.</summary>
internal sealed record RoomSite(int Zone, int Index, Room Room, bool IsMeetingRoom);
