using System.Device.I2c;
using Iot.Device.Bh1750fvi;
using OpcSpaces.Edge.Sensing.Light;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// BH1750 in continuous measurement with high resolution (https://www.mouser.com/datasheet/2/348/bh1750fvi-e-186247.pdf) by the binding.
/// Guarded: the binding transfers in its constructor, so it is made with the first read; and it reads at once what the chip measured
/// before, which is 0 lx after the start. So nothing is believed until the longest measuring time (180 ms) has passed. A chip that lost
/// its power for a moment cannot be told from a dark room.
/// </summary>
internal sealed class Bh1750Sensor : ILightSensor, IDisposable
{
    private static readonly TimeSpan LongestMeasurement = TimeSpan.FromMilliseconds(180);

    private readonly I2cDevice _device;
    private readonly ChipClock _clock;
    private readonly LazyBinding<Bh1750fvi> _binding;
    private long? _askedStamp;

    public Bh1750Sensor(I2cDevice device, ChipClock clock)
    {
        (_device, _clock) = (device, clock);
        _binding = new LazyBinding<Bh1750fvi>(SetUp);
    }

    public bool TryRead(out double lux)
    {
        // The binding asks for the next measurement and reads the one before.
        lux = _binding.Use(binding => binding.Illuminance.Lux);
        var isMeasured = _askedStamp is { } asked && _clock.Time.GetElapsedTime(asked) >= LongestMeasurement;
        _askedStamp = _clock.Time.GetTimestamp();
        return isMeasured;
    }

    public void Dispose() => _device.Dispose();

    private Bh1750fvi SetUp()
    {
        _askedStamp = null;
        return new Bh1750fvi(_device);
    }
}
