using OpcSpaces.Edge.Sensing.Levels;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.Pads;

/// <summary>
/// A contact or pressure pad, as evidence for its place. A force-sensing resistor or membrane contact closes within
/// milliseconds and opens again when the weight is gone (https://www.sparkfun.com/datasheets/Sensors/Pressure/fsrguide.pdf);
/// sixteen hours without a break is a bag on the chair or a pad that no longer springs back, and nobody.
/// </summary>
internal sealed class PadSensor(string name, PadConfig config, IInputPin pin, IEvidence evidence, TimeProvider time)
    : LevelSensor(name, pin, config.DebounceMs, config.ActiveLow, Limits, evidence, time)
{
    private static readonly LevelLimits Limits = new(LongestActive: TimeSpan.FromHours(16), MostRisesPerHour: 7200, LongestQuiet: TimeSpan.FromDays(7));
}
