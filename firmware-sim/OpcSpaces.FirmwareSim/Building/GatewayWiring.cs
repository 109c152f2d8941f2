using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>One gateway, the zones that it serves, and its wired points. The id is the Sparkplug edge node id.</summary>
public sealed record GatewayWiring(string Id, IReadOnlyList<Zone> Zones, IReadOnlyList<WiredPoint> Points)
{
    /// <summary>Whether a gateway has pins and addresses enough for all of it.</summary>
    internal bool Fits => Points.All(point => point.Pins.All(pin => pin <= WireRules.HighestPin) && point.Chip is null or { Address: <= WireRules.HighestAddress });
}
