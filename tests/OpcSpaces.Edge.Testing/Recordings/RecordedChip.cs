using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.PowerMonitors;

namespace OpcSpaces.Edge.Testing.Recordings;

/// <summary>
/// A chip that measures what stands in the recording. It does not answer while nothing does. A recording is rounded, but the last
/// digit of a measuring chip always moves, so each measurement differs from the one before by a hundred thousandth.
/// </summary>
internal sealed class RecordedChip : IPowerMonitor, IClimateSensor, ILightSensor
{
    private const double Noise = 1e-5;

    private bool _up;

    /// <summary>The recorded value; NaN for none.</summary>
    public double Value { get; set; } = double.NaN;

    bool IPowerMonitor.TryRead(out double watts) => TryMeasure(out watts);

    bool ILightSensor.TryRead(out double lux) => TryMeasure(out lux);

    bool IClimateSensor.TryRead(out AirMeasurement air)
    {
        var answers = TryMeasure(out var ppm);
        air = answers ? new AirMeasurement((float)ppm, 22, 45) : default;
        return answers;
    }

    private bool TryMeasure(out double value)
    {
        _up = !_up;
        value = _up ? Value * (1 + Noise) : Value;
        return !double.IsNaN(Value);
    }
}
