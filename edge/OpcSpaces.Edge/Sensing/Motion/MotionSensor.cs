using OpcSpaces.Edge.Sensing.Levels;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.Motion;

/// <summary>
/// A motion detector at a pin (HC-SR501 kind), as evidence for its place. Its output stays high for at most 300 s after the last
/// motion and is then blocked for 2.5 s (http://escol.com.my/Products/HC-SR501.htm). High without a pause for hours
/// (<see cref="MotionConfig.StuckMinutes"/>) is a fault and nobody, and so is rising more often than the delay that it is set to
/// (<see cref="MotionConfig.DelaySeconds"/>) and the time that it is blocked allow, with a fifth on top; where the delay is not
/// known, twice a second.
/// </summary>
internal sealed class MotionSensor(string name, MotionConfig config, IInputPin pin, IEvidence evidence, TimeProvider time)
    : LevelSensor(name, pin, config.DebounceMs, activeLow: false, Limits(config), evidence, time)
{
    // A little less than the data sheet's 2.5 s: detectors differ.
    private const double BlockedSeconds = 2;

    // The delay is set with a screwdriver, and read off the potentiometer's turn.
    private const double Inexact = 1.2;

    private static LevelLimits Limits(MotionConfig config) => new(
        LongestActive: TimeSpan.FromMinutes(config.StuckMinutes),
        MostRisesPerHour: MostRises(config.DelaySeconds),
        LongestQuiet: TimeSpan.FromDays(7));

    // An hour that begins with a rise holds one more than its length divided by their distance.
    private static int MostRises(double delaySeconds) => delaySeconds > 0 ? 1 + (int)(Inexact * 3600 / (delaySeconds + BlockedSeconds)) : 7200;
}
