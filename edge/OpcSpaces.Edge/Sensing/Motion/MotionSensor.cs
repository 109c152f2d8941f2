using OpcSpaces.Edge.Sensing.Levels;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.Motion;

/// <summary>
/// A motion detector at a pin (HC-SR501 and similar), as evidence for its place. Its output stays high for at most 300 s after the
/// last motion and is then blocked for 2.5 s (http://escol.com.my/Products/HC-SR501.htm). Two things are faults and not motion: an
/// output that is high for hours without a pause (<see cref="MotionConfig.StuckMinutes"/>), and one that rises over a fifth more
/// often than the delay (<see cref="MotionConfig.DelaySeconds"/>) and the blocked time allow. Where the delay is not known the limit
/// is twice a second.
/// </summary>
internal sealed class MotionSensor(SensorName name, MotionConfig config, IInputPin pin, IEvidence evidence, TimeProvider time)
    : LevelSensor(name, pin, config.DebounceMs, activeLow: false, Limits(config), evidence, time)
{
    // A little less than the data sheet's 2.5 s: detectors differ.
    private const double BlockedSeconds = 2;

    // The delay is set with a screwdriver, and estimated from the position of the potentiometer.
    private const double Inexact = 1.2;

    private static LevelLimits Limits(MotionConfig config) => new(
        LongestActive: TimeSpan.FromMinutes(config.StuckMinutes),
        MostRisesPerHour: MostRises(config.DelaySeconds),
        LongestQuiet: TimeSpan.FromDays(7));

    // An hour that begins with a rise holds one more rise than intervals.
    private static int MostRises(double delaySeconds) => delaySeconds > 0 ? 1 + (int)(Inexact * 3600 / (delaySeconds + BlockedSeconds)) : 7200;
}
