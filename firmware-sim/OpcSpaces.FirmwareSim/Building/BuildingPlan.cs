using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>A generated building: its plan for the cloud, and which gateway is wired to which points.</summary>
public sealed record BuildingPlan(Community Community, IReadOnlyList<GatewayWiring> Gateways)
{
    public int Desks => Community.Zones.Sum(zone => zone.Desks.Count);

    public int Meters => Community.Zones.Sum(zone => zone.Meters.Count);
}
