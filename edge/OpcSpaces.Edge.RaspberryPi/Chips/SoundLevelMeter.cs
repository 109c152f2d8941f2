using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Sound;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// A module at an ADS1115 that gives the sound level as a voltage: the mean of some conversions within 20 ms. The module averages over
/// 125 ms itself, so there is no sound in this voltage. A voltage outside what the converter can measure is at the end of its range, which
/// no module reaches.
/// </summary>
internal sealed class SoundLevelMeter(Ads1115 converter, LevelWiring wiring) : ISoundMeter
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(20);

    private readonly Ads1115Input _input = Ads1115Input.Of(wiring.Input);

    public bool TryRead(out double decibels)
    {
        var samples = converter.Sample(_input, Window);
        decibels = samples.Average(sample => (double)sample) * _input.VoltsPerBit * wiring.PerVolt;
        return true;
    }
}
