namespace OpcSpaces.FirmwareSim.Building.Kinds;

/// <summary>
/// What is special about a desk or a room: how its detector sees people, who uses it, and what else moves there. The defaults
/// change nothing: such a place is simulated as one without a kind.
/// </summary>
public sealed record PlaceKind
{
    /// <summary>The name in the description and in the ground truth.</summary>
    public required string Name { get; init; }

    /// <summary>The delay that is set at the detector, in s; null for that of the building.</summary>
    public double? DelaySeconds { get; init; }

    /// <summary>Mean time between two movements that the detector sees of somebody who moves about, in s.</summary>
    public double MovingSeconds { get; init; } = 7;

    /// <summary>Mean time between two movements that the detector sees of somebody who sits still, in s; null for that of the person (a room: 60 s divided by the people there).</summary>
    public double? StillSeconds { get; init; }

    /// <summary>Mean time that somebody moves about before sitting still, in s.</summary>
    public double MovingBoutSeconds { get; init; } = 90;

    /// <summary>Mean time that somebody sits still before moving about, in s.</summary>
    public double StillBoutSeconds { get; init; } = 480;

    /// <summary>Probability that the people of the place come on a workday, from 0 to 1; null for that of each person.</summary>
    public double? Attendance { get; init; }

    /// <summary>The number of people who share a room. A room with people or visits of its own has no meetings and no breaks.</summary>
    public int People { get; init; }

    /// <summary>Short absences from a stay, per eight hours of being there; null for none besides the usual breaks.</summary>
    public ShortTimes? Absences { get; init; }

    /// <summary>Short stays on workdays between 8:30 and 19:00 while the place is free; null for none.</summary>
    public ShortTimes? Visits { get; init; }

    /// <summary>What moves in front of the detector and is no presence.</summary>
    public IReadOnlyList<Disturbance> Disturbances { get; init; } = [];

    /// <summary>The air of the place's zone; null for one well-mixed volume whose ventilation follows its people.</summary>
    public AirKind? Air { get; init; }

    /// <summary>The light in the place's zone; null for that of a usual office.</summary>
    public LightKind? Light { get; init; }

    /// <summary>The sound in the place's zone; null for that of a usual office.</summary>
    public SoundKind? Sound { get; init; }

    /// <summary>Whether a room is used by its own people only.</summary>
    internal bool HasOwnPeople => People > 0 || Visits is not null;
}
