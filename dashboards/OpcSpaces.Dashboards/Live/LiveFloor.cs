using OpcSpaces.Model.Places;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Dashboards.Live;

/// <summary>One floor of one community.</summary>
public sealed record LiveFloor(Community Community, Floor Floor)
{
    public IEnumerable<ZoneKey> Zones => Floor.Zones.Select(zone => KeyOf(zone));

    public IEnumerable<PointKey> Desks => Floor.Zones.SelectMany(zone => zone.Desks.Select(desk => KeyOf(zone).Point(desk.Id)));

    public ZoneKey KeyOf(Zone zone) => new(Community.Id, zone.Id);
}
