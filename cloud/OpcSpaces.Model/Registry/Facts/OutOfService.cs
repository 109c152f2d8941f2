using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>A time in which a desk or a room cannot be used. It is part of the definition of what was available, not of the data.</summary>
[Table("out-of-service", "time out of service")]
public sealed record OutOfService(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, Refers(typeof(Zone)), About("the zone"), Example("open-3")] string Zone,
    [Key, Point("desk", "room"), About("the desk or the room"), Example("desk/12")] string Place,
    [Key, About("first day"), Example("2026-03-02")] DateOnly From,
    [About("why"), Example("桌面维修")] string Reason,
    [About("last day; empty for no end yet"), Example("2026-03-06")] DateOnly? To = null);
