namespace OpcSpaces.FirmwareSim.Building;

/// <summary>What kind of signal a wired point carries.</summary>
public enum PointKind
{
    /// <summary>A PIR motion detector at a desk: high while it sees motion.</summary>
    Motion,

    /// <summary>The S0 output of an electricity meter: one pulse per share of a kilowatt-hour.</summary>
    PulseMeter,
}
