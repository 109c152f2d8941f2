using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Levels;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.Motion;

/// <summary>
/// A motion detector at a pin (HC-SR501 kind), as evidence for its place. Its output stays high for at most 300 s after the last
/// motion and is then blocked for 2.5 s (http://escol.com.my/Products/HC-SR501.htm). High without a pause for hours
/// (<see cref="MotionConfig.StuckMinutes"/>) is a fault and nobody, and no detector of this kind rises twice a second for an hour.
/// </summary>
internal sealed class MotionSensor(string name, MotionConfig config, IInputPin pin, IEvidence evidence, TimeProvider time)
    : LevelSensor(name, pin, config.DebounceMs, activeLow: false, Limits(config), evidence, time)
{
    private static LevelLimits Limits(MotionConfig config) =>
        new(LongestActive: TimeSpan.FromMinutes(config.StuckMinutes), MostRisesPerHour: 7200, LongestQuiet: TimeSpan.FromDays(7));
}
