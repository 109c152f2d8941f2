using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>One gateway, the zones that it serves, and its wired points. The id is the Sparkplug edge node id.</summary>
public sealed record GatewayWiring(string Id, IReadOnlyList<Zone> Zones, IReadOnlyList<WiredPoint> Points)
{
    /// <summary>The highest pin number that a gateway accepts, and the highest chip address.</summary>
    public const int HighestPin = 4_095;
    public const int HighestAddress = 65_535;

    /// <summary>Whether a gateway can have this many pins and chips.</summary>
    internal bool Fits => Points.All(point => point.Pins.All(pin => pin <= HighestPin) && point.Chip is null or { Address: <= HighestAddress });
}
