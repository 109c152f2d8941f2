namespace OpcSpaces.FirmwareSim.Building.Kinds;

/// <summary>What moves in front of a detector without being there to use the place.</summary>
public enum DisturbanceKind
{
    /// <summary>People on a walkway beside the place, on workdays.</summary>
    Passers,

    /// <summary>Warm air of a heater, on all days.</summary>
    Heating,

    /// <summary>Sunlight that moves over the place, on all days.</summary>
    Sun,

    /// <summary>A cat or a dog, on all days.</summary>
    Pets,

    /// <summary>The cleaners' round, once on each workday.</summary>
    Cleaners,
}
