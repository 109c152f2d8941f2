using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>One gateway, the zones it serves whole, and its pins; the id is the Sparkplug edge node id.</summary>
public sealed record GatewayWiring(string Id, IReadOnlyList<Zone> Zones, IReadOnlyList<WiredPoint> Points);
