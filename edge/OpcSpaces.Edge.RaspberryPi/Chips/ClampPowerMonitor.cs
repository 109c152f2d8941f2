using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.PowerMonitors;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// The power of an alternating-current circuit by a current clamp at an ADS1115: the effective value of the input's voltage over ten
/// periods of 50 Hz (twelve of 60 Hz), without its mean. Voltage and power factor of the circuit are settings. A clamp against ground
/// needs a resting voltage in the middle of the supply (two resistors); without it the clamp is taken for unplugged. A sample at the end
/// of the range is no measurement and gives an infinite power. A reading occupies the bus for 0.2 s.
/// </summary>
internal sealed class ClampPowerMonitor(Ads1115 converter, ClampWiring wiring) : IPowerMonitor
{
    // Whole periods of both frequencies.
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(200);
    private const int FewestSamples = 40;
    private const double LeastRestingVolts = 0.3;

    private readonly Ads1115Input _input = Ads1115Input.Of(wiring.Input);

    public bool TryRead(out double watts)
    {
        var samples = converter.Sample(_input, Window);
        if (samples.Count < FewestSamples) throw new TimeoutException($"Only {samples.Count} samples in 0.2 s: the bus is too slow.");
        var mean = samples.Average(sample => (double)sample);
        if (!_input.IsPair && mean * _input.VoltsPerBit < LeastRestingVolts) throw new IOException($"Input {wiring.Input} has no resting voltage: the clamp is unplugged, or its two resistors are missing.");
        if (samples.Exists(sample => sample is short.MaxValue or short.MinValue))
        {
            watts = double.PositiveInfinity;
            return true;
        }

        var volts = Math.Sqrt(samples.Average(sample => (sample - mean) * (sample - mean))) * _input.VoltsPerBit;
        watts = volts * wiring.AmperesPerVolt * wiring.Volts * wiring.PowerFactor;
        return true;
    }
}
