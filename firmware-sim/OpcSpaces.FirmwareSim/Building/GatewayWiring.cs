using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>One gateway, the zones it serves whole, and its pins; the id is the Sparkplug edge node id.</summary>
public sealed record GatewayWiring(string Id, IReadOnlyList<Zone> Zones, IReadOnlyList<WiredPoint> Points)
{
    /// <summary>The highest pin and the highest address of a chip that gateways take.</summary>
    public const int HighestPin = 4_095;
    public const int HighestAddress = 65_535;

    /// <summary>Whether a gateway takes all of it.</summary>
    internal bool Fits => Points.All(point => point.Pins.All(pin => pin <= HighestPin) && point.Chip is null or { Address: <= HighestAddress });
}
