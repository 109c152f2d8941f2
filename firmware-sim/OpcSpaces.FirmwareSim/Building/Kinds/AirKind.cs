namespace OpcSpaces.FirmwareSim.Building.Kinds;

/// <summary>
/// The air of a room whose CO₂ is simulated as two volumes that mix: people breathe into one, and the sensor hangs in the other. Rates are
/// air changes of the whole room per hour.
/// </summary>
public sealed record AirKind
{
    /// <summary>The volume of the room.</summary>
    public double CubicMetres { get; init; } = 80;

    /// <summary>The part of the room in which people are, from 0.1 to 0.9.</summary>
    public double PeopleShare { get; init; } = 0.4;

    /// <summary>The exchange between the two parts.</summary>
    public double Mixing { get; init; } = 10;

    /// <summary>What one person breathes out, in l/s.</summary>
    public double LitresPerSecond { get; init; } = 0.0052;

    /// <summary>The fresh air while the ventilation rests: through gaps.</summary>
    public double RestingChanges { get; init; } = 0.3;

    /// <summary>The fresh air while the ventilation runs.</summary>
    public double VentilatedChanges { get; init; } = 1.5;

    /// <summary>The local hours of every day in which the ventilation runs, from 0 to 24.</summary>
    public (double From, double To) VentilatedHours { get; init; } = (7, 20);

    /// <summary>The exchange with the rooms next door, whose people come and go by day.</summary>
    public double NeighbourChanges { get; init; } = 0.1;

    /// <summary>How far the air next door is above fresh air at the busiest time, in ppm.</summary>
    public double NeighbourPpm { get; init; } = 300;

    /// <summary>How often a day the door to them is left open, for half an hour on average; the exchange is then five times as much.</summary>
    public double DoorsPerDay { get; init; } = 2;

    /// <summary>How often a day a window is opened, between 8:00 and 20:00.</summary>
    public double WindowsPerDay { get; init; } = 1;

    /// <summary>How long a window stays open on average, in min.</summary>
    public double WindowMinutes { get; init; } = 15;

    /// <summary>The fresh air through an open window.</summary>
    public double WindowChanges { get; init; } = 6;

    /// <summary>The time constant of the sensor, in s.</summary>
    public double LagSeconds { get; init; } = 90;

    /// <summary>The noise of the sensor: up to this much, in ppm, to either side.</summary>
    public double NoisePpm { get; init; } = 10;

    /// <summary>By how much the sensor drifts within a week, in ppm.</summary>
    public double DriftPpm { get; init; }
}
