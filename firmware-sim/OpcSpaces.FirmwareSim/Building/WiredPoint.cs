namespace OpcSpaces.FirmwareSim.Building;

/// <summary>The pin that carries a point's signal; pins are unique on a gateway (those beyond a Pi's 28 are an I/O expander's).</summary>
public sealed record WiredPoint(string ZoneId, string PointId, PointKind Kind, int Pin);
