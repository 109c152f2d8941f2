using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.People.Days.Visits;

/// <summary>A room, the zone it is in (its index on the floor) and its own index in that zone.</summary>
internal sealed record RoomSite(int Zone, int Index, Room Room, bool IsMeetingRoom);
