using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>A desk. Its place on the plan is its middle; at 0° the chair is below it, and its owner faces the top of the plan.</summary>
[Table("desks", "desk")]
public sealed record Desk(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, Refers(typeof(Zone)), About("its zone"), Example("open-3")] string Zone,
    [Key, Point("desk"), About("id of the desk in its zone"), Example("desk/12")] string Id,
    [Within(-1_000, 1_000), Unit("m"), About("middle, from the left of the plan"), Example("12.4")] decimal X,
    [Within(-1_000, 1_000), Unit("m"), About("middle, from the top of the plan"), Example("7.85")] decimal Y,
    [Within(-360, 360), Unit("°"), About("turn clockwise"), Example("180")] decimal RotationDegrees,
    [About("what it has, as words"), Example("monitor;standing")] Tags Equipment,
    [About("whether it can be used from a wheelchair")] bool Accessible = false,
    [About("number on the desk, as in registered addresses"), Example("3-012")] string? Number = null);

/// <summary>A room that is sensed as a whole: a meeting room, a lounge, an office.</summary>
[Table("rooms", "room")]
public sealed record Room(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, Refers(typeof(Zone)), About("its zone"), Example("meeting-2")] string Zone,
    [Key, Point("room"), About("id of the room in its zone"), Example("room/1")] string Id,
    [About("its name"), Example("会议室 2")] string Name,
    [Within(1, 10_000), Unit("people"), About("how many people it is made for"), Example("8")] int Capacity,
    [About("what it has, as words"), Example("monitor;standing")] Tags Equipment,
    [About("whether it can be used from a wheelchair")] bool Accessible = false);
