using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Levels;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.Motion;

/// <summary>
/// A motion detector at a pin (HC-SR501 kind), as evidence for its place. Its output stays high for at most 300 s after the last
/// motion and is then blocked for 2.5 s (http://escol.com.my/Products/HC-SR501.htm). High without a pause for hours
/// (<see cref="MotionConfig.StuckMinutes"/>) is a fault and nobody, and so is rising more often than the delay that it is set to
/// (<see cref="MotionConfig.DelaySeconds"/>) and the time that it is blocked allow; where the delay is not known, twice a second.
/// </summary>
internal sealed class MotionSensor(string name, MotionConfig config, IInputPin pin, IEvidence evidence, TimeProvider time)
    : LevelSensor(name, pin, config.DebounceMs, activeLow: false, Limits(config), evidence, time)
{
    // A little less than the data sheet's 2.5 s: detectors differ.
    private const double BlockedSeconds = 2;

    private static LevelLimits Limits(MotionConfig config) => new(
        LongestActive: TimeSpan.FromMinutes(config.StuckMinutes),
        MostRisesPerHour: config.DelaySeconds > 0 ? (int)(3600 / (config.DelaySeconds + BlockedSeconds)) : 7200,
        LongestQuiet: TimeSpan.FromDays(7));
}
