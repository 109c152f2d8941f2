using System.Buffers.Binary;
using System.Device.I2c;
using Iot.Device.Vl53L0X;
using OpcSpaces.Edge.Sensing.Distance;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// VL53L0X (https://www.st.com/resource/en/datasheet/vl53l0x.pdf), which measures without a pause. The binding sets the chip up; its
/// registers are documented in ST's programming interface only (STSW-IMG005). Guarded: the binding transfers in its constructor, so it is
/// made with the first read. It waits in loops and then throws an <see cref="Exception"/> that looks like a bug; so its transfers end
/// at a deadline. It gives 8.19 m for a chip that does not answer, and a distance whatever the chip says about it; so the result and
/// its status are read here, and with each result the number of the model (<see cref="KnownRegister"/>): all 1 would be an empty view.
/// </summary>
internal sealed class Vl53L0XSensor : IDistanceSensor, IDisposable
{
    private const byte InterruptStatus = 0x13;
    private const byte Result = 0x14;
    private const byte InterruptClear = 0x0B;
    private const byte ModelId = 0xC0;
    private const byte Model = 0xEE;

    // Bits 6:3 of the first byte of the result: 11 for a distance without error.
    private const int Valid = 11;
    private static readonly TimeSpan LongestSetUp = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestMeasurement = TimeSpan.FromSeconds(1);

    private readonly BoundedI2cDevice _device;
    private readonly ChipClock _clock;
    private readonly LazyBinding<Vl53L0X> _binding;
    private long _measuredStamp;

    public Vl53L0XSensor(I2cDevice device, ChipClock clock)
    {
        _clock = clock;
        _device = new BoundedI2cDevice(device, clock.Time, LongestSetUp);
        _binding = new LazyBinding<Vl53L0X>(SetUp);
    }

    public bool TryRead(out int? millimetres)
    {
        _device.Begin();
        var (isThere, measured) = _binding.Use(_ => Read());
        millimetres = measured;
        return isThere;
    }

    public void Dispose() => _device.Dispose();

    private Vl53L0X SetUp()
    {
        CheckModel();
        var binding = new Vl53L0X(_device, (int)LongestMeasurement.TotalMilliseconds, shouldDispose: false);
        binding.StartContinuousMeasurement();
        _measuredStamp = _clock.Time.GetTimestamp();
        return binding;
    }

    private void CheckModel()
    {
        Span<byte> model = stackalloc byte[1];
        _device.WriteRead([ModelId], model);
        KnownRegister.Check("model id of a VL53L0X", model[0], Model);
    }

    private (bool IsThere, int? Millimetres) Read()
    {
        Span<byte> status = stackalloc byte[1];
        _device.WriteRead([InterruptStatus], status);
        if ((status[0] & 0x07) == 0)
        {
            if (_clock.Time.GetElapsedTime(_measuredStamp) > LongestMeasurement) throw new IOException("The chip has stopped measuring; it is set up again with the next read.");
            return (false, null);
        }

        Span<byte> result = stackalloc byte[12];
        _device.WriteRead([Result], result);
        CheckModel();
        _device.Write([InterruptClear, 0x01]);
        _measuredStamp = _clock.Time.GetTimestamp();
        return (true, ((result[0] >> 3) & 0x0F) == Valid ? BinaryPrimitives.ReadUInt16BigEndian(result[10..]) : null);
    }
}
