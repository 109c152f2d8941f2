using OpcSpaces.Model.Places;

namespace OpcSpaces.Projections.Live;

/// <summary>A part of the live state, such as one floor: what a reader asks for costs as much as the part, and not as much as the city.</summary>
/// <param name="Community">All gateways of it.</param>
/// <param name="Zones">All points in them.</param>
public sealed record LivePart(string Community, IReadOnlySet<ZoneKey> Zones)
{
    public bool Has(ZoneKey zone) => Zones.Contains(zone);

    public bool Has(GatewayKey gateway) => gateway.Community == Community;
}
