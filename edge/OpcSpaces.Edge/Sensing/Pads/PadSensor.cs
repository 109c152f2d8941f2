using OpcSpaces.Edge.Sensing.Levels;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.Pads;

/// <summary>
/// A contact or pressure pad, as evidence for its place. A force-sensing resistor or membrane contact closes within
/// milliseconds and opens again when the weight is gone (https://www.sparkfun.com/datasheets/Sensors/Pressure/fsrguide.pdf). A pad
/// that is pressed for sixteen hours without a break has a bag on it or no longer opens, and counts as a fault.
/// </summary>
internal sealed class PadSensor(SensorName name, PadConfig config, IInputPin pin, IEvidence evidence, TimeProvider time)
    : LevelSensor(name, pin, config.DebounceMs, config.ActiveLow, Limits, evidence, time)
{
    private static readonly LevelLimits Limits = new(LongestActive: TimeSpan.FromHours(16), MostRisesPerHour: 7200, LongestQuiet: TimeSpan.FromDays(7));
}
