namespace OpcSpaces.Model.Usage.History;

/// <summary>An electricity meter over a span, by hour.</summary>
/// <param name="Zone">Its zone.</param>
/// <param name="Point">The id of its point, such as <c>meter/1</c>.</param>
public sealed record MeterHistory(string Zone, string Point)
{
    /// <summary>Energy in Wh, with what grew while the register was unknown.</summary>
    public required IReadOnlyList<long> EnergyWh { get; init; }

    /// <summary>How much of that grew while the register was unknown, perhaps in an hour before.</summary>
    public required IReadOnlyList<long> UnplacedWh { get; init; }

    /// <summary>For how long the register was known, in ms; 0 without a record.</summary>
    public required IReadOnlyList<int> ObservedMs { get; init; }
}

/// <summary>A door with a card reader over a span, by hour.</summary>
/// <param name="Zone">Its zone.</param>
/// <param name="Point">The id of its point, such as <c>door/1</c>.</param>
public sealed record DoorHistory(string Zone, string Point)
{
    /// <summary>Entries; −1 where no gateway has sealed the hour, so that it is not known whether there were more.</summary>
    public required IReadOnlyList<int> Entries { get; init; }
}

/// <summary>A stay that ended and was seen from beginning to end.</summary>
/// <param name="Day">The number of the date in which it ended.</param>
/// <param name="Seconds">How long it was, in s.</param>
public readonly record struct EndedStay(short Day, int Seconds);
