namespace OpcSpaces.FirmwareSim.Building;

/// <summary>The settings of a building's sensors.</summary>
public sealed record SignalOptions
{
    /// <summary>The delay that is set at the motion detectors, in seconds: how long the output stays high after the last movement.</summary>
    public double MotionDelaySeconds { get; init; } = 20;

    /// <summary>Seconds between two reports of an environment sensor.</summary>
    public int ClimateSeconds { get; init; } = 300;

    /// <summary>Seconds between two measurements of a desk's power.</summary>
    public int PowerSeconds { get; init; } = 60;

    /// <summary>The shortest time between two reports of a meter, in seconds.</summary>
    public int MeterSeconds { get; init; } = 60;
}
