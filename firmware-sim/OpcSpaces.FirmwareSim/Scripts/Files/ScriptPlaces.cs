using OpcSpaces.FirmwareSim.Building;

namespace OpcSpaces.FirmwareSim.Scripts.Files;

/// <summary>The places of a building that a script may name.</summary>
/// <param name="Gateways">With their sensors; null when nobody can say which there are, because the building's own counts are at fault.</param>
internal sealed record ScriptPlaces(IReadOnlyList<GatewayWiring>? Gateways)
{
    /// <summary>Zones in which nobody can say which sensors there are, because the wiring is at fault.</summary>
    public IReadOnlySet<string> Unsure { get; init; } = new HashSet<string>();

    public static ScriptPlaces Unknown { get; } = new((IReadOnlyList<GatewayWiring>?)null);
}
