using OpcSpaces.Edge.Sensing.Motion;

namespace OpcSpaces.Edge.Testing.Recordings;

/// <summary>What an installer may know about the motion detectors of a recording. Null for the agent's default.</summary>
/// <param name="DelaySeconds">The detectors stay high for this long after the last movement, in s.</param>
/// <param name="StuckMinutes">A detector that is high for this long without a pause counts as stuck, in min.</param>
internal sealed record PlaySettings(double? DelaySeconds = null, int? StuckMinutes = null)
{
    /// <summary>A configuration with these settings.</summary>
    public MotionConfig In(MotionConfig config) => config with { DelaySeconds = DelaySeconds ?? config.DelaySeconds, StuckMinutes = StuckMinutes ?? config.StuckMinutes };
}
