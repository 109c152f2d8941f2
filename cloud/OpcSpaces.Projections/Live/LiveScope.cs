using OpcSpaces.Model.Places;

namespace OpcSpaces.Projections.Live;

/// <summary>What a reader of one floor follows.</summary>
/// <param name="Community">The community.</param>
/// <param name="Zones">Those of the floor.</param>
/// <param name="Known">Those of all floors of the community. Gateways that report something in none of them, such as before the births of their zones or under an id that no plan has, are on no floor, so each has them.</param>
public sealed record LiveScope(string Community, IReadOnlySet<ZoneKey> Zones, IReadOnlySet<ZoneKey> Known)
{
    /// <summary>Whether no floor of its community has a gateway.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="zones">The zones in which it reports something.</param>
    public bool IsOnNoFloor(GatewayKey gateway, IReadOnlyList<ZoneKey> zones) => gateway.Community == Community && !zones.Any(Known.Contains);
}
