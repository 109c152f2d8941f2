namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>How a building's sensors are set.</summary>
public sealed record SignalOptions
{
    /// <summary>The delay potentiometer of the motion detectors, in seconds: how long the output stays high after the last movement.</summary>
    public double MotionDelaySeconds { get; init; } = 20;
}
