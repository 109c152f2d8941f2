using OpcSpaces.FirmwareSim.Building;

namespace OpcSpaces.FirmwareSim.Scripts.Files;

/// <summary>The places of a building that a script can name.</summary>
/// <param name="Gateways">The gateways with their sensors; null when they are not known, because the building's description has faults.</param>
internal sealed record ScriptPlaces(IReadOnlyList<GatewayWiring>? Gateways)
{
    /// <summary>Zones whose sensors are not known, because the wiring has faults.</summary>
    public IReadOnlySet<string> Unsure { get; init; } = new HashSet<string>();

    public static ScriptPlaces Unknown { get; } = new((IReadOnlyList<GatewayWiring>?)null);
}
