namespace OpcSpaces.FirmwareSim.Building.Kinds;

/// <summary>What switches the lamps of a room.</summary>
public enum LampSwitching
{
    /// <summary>Whoever comes into a room that is too dark, or finds that it became so; the last one who leaves switches them off, or forgets to.</summary>
    People,

    /// <summary>A detector of its own: they are lit while somebody is there, and for a while after.</summary>
    Detector,

    /// <summary>A clock, on workdays.</summary>
    Clock,

    /// <summary>Nothing: there are none, or they do not reach the sensor.</summary>
    Nothing,
}
