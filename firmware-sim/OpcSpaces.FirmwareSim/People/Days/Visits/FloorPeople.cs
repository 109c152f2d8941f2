using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.Tenancy;
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
    /// <param name="kinds">The kinds of the places.</param>
    /// <param name="absences">When the people's firms are away.</param>
    /// <param name="firstInRooms">The number of the first person in the building who has no desk and shares a room of this floor.</param>
    /// <param name="seed">The seed of the people.</param>
    public FloorPeople(int index, Floor floor, int firstDesk, IReadOnlySet<(string Zone, string Door)> readers, PeopleMix mix, PlaceKinds kinds, TenantAbsences absences, int firstInRooms, int seed)
    {
        (Index, Floor, Seed) = (index, floor, seed);
        foreach (var (zone, z) in floor.Zones.Select((zone, z) => (zone, z)))
        {
            for (var d = 0; d < zone.Desks.Count; d++)
            {
                var kind = kinds[zone.Id, zone.Desks[d].Id];
                Residents.Add(new Resident(new Person(seed, firstDesk + Residents.Count, mix, kind, absences.At(zone.Id, zone.Desks[d].Id)), z, d) { Kind = kind });
            }
            for (var r = 0; r < zone.Rooms.Count; r++)
            {
                var kind = kinds[zone.Id, zone.Rooms[r].Id];
                Rooms.Add(new RoomSite(z, r, zone.Rooms[r], zone.Kind == ZoneKind.MeetingRoom) { Kind = kind });
                AddSharers(kind, mix, absences.At(zone.Id, zone.Rooms[r].Id), firstInRooms, seed);
            }
            Readers.Add([.. zone.Doors.Select(door => readers.Contains((zone.Id, door.Id)))]);
        }
    }

    public int Index { get; }

    public Floor Floor { get; }

    public int Seed { get; }

    public List<Resident> Residents { get; } = [];

    public List<RoomSite> Rooms { get; } = [];

    /// <summary>The people who have no desk and share a room.</summary>
    public List<Sharer> Sharers { get; } = [];

    /// <summary>Whether each door of each zone has a card reader.</summary>
    public List<bool[]> Readers { get; } = [];

    // The people of the newest room. Those who come for short visits count as one more person.
    private void AddSharers(PlaceKind? kind, PeopleMix mix, Func<DateOnly, bool>? isAway, int first, int seed)
    {
        for (var person = 0; person < (kind?.People ?? 0); person++)
            Sharers.Add(new Sharer(new Person(seed, first + Sharers.Count, mix, kind! with { Visits = null }, isAway), Rooms.Count - 1));
        if (kind?.Visits is not null)
            Sharers.Add(new Sharer(new Person(seed, first + Sharers.Count, mix, kind with { Attendance = 0, Absences = null }, isAway), Rooms.Count - 1));
    }
}

/// <summary>A person without a desk, and the index of their room on the floor.</summary>
internal sealed record Sharer(Person Person, int Room);

/// <summary>A person and their desk: index of the zone on the floor, and index of the desk in the zone.</summary>
internal sealed record Resident(Person Person, int Zone, int Desk)
{
    /// <summary>The kind of the desk; null for none.</summary>
    public PlaceKind? Kind { get; init; }
}

/// <summary>A room: index of its zone on the floor, and its index in the zone.</summary>
internal sealed record RoomSite(int Zone, int Index, Room Room, bool IsMeetingRoom)
{
    /// <summary>The kind of the room; null for none.</summary>
    public PlaceKind? Kind { get; init; }

    /// <summary>Whether everybody may use it. A room with people of its own has neither meetings nor breaks.</summary>
    public bool IsOpenToAll => Kind is not { HasOwnPeople: true };
}
