using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Levels;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.Motion;

/// <summary>
/// A motion detector at a pin (HC-SR501 kind), as evidence for its place. Its output stays high for at most 300 s after the last
/// motion and is then blocked for 2.5 s (http://escol.com.my/Products/HC-SR501.htm). High without a pause for four hours is a
/// fault and nobody, and no detector of this kind rises twice a second for an hour.
/// </summary>
internal sealed class MotionSensor(string name, MotionConfig config, IInputPin pin, IEvidence evidence, TimeProvider time)
    : LevelSensor(name, pin, config.DebounceMs, activeLow: false, Limits, evidence, time)
{
    private static readonly LevelLimits Limits = new(LongestActive: TimeSpan.FromHours(4), MostRisesPerHour: 7200, LongestQuiet: TimeSpan.FromDays(7));
}
