namespace OpcSpaces.FirmwareSim.Building;

/// <summary>How a building's sensors are set.</summary>
public sealed record SignalOptions
{
    /// <summary>The delay potentiometer of the motion detectors, in seconds: how long the output stays high after the last movement.</summary>
    public double MotionDelaySeconds { get; init; } = 20;

    /// <summary>How often a gateway asks for the air.</summary>
    public int ClimateSeconds { get; init; } = 300;

    /// <summary>How often a gateway asks for a desk's power.</summary>
    public int PowerSeconds { get; init; } = 60;

    /// <summary>How often a meter's energy and power are reported at most.</summary>
    public int MeterSeconds { get; init; } = 60;
}
