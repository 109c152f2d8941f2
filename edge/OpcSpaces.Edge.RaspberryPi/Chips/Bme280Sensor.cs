using System.Device.I2c;
using Iot.Device.Bmxx80;
using OpcSpaces.Edge.Sensing.Climate;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// BME280 (data sheet BST-BME280-DS002, https://www.bosch-sensortec.com/media/boschsensortec/downloads/datasheets/bst-bme280-ds002.pdf)
/// by the binding, on I²C or, through <see cref="SpiRegisters"/>, on SPI. Guarded: the binding transfers in its constructor, so it is made
/// with the first read. A chip that lost its power measures nothing any more, and the binding would turn its resting values (0x80000,
/// 0x8000) into a plausible climate that never changes: the register that says what is measured is read before each measurement, and so is
/// the number of the chip (<see cref="KnownRegister"/>).
/// </summary>
internal sealed class Bme280Sensor : IClimateSensor, IDisposable
{
    // ctrl_meas: how temperature and pressure are sampled, and the mode in the lowest two bits. 0 after power-on.
    private const byte ControlMeasurement = 0xF4;
    private const byte ModeBits = 0x03;
    private const byte ChipId = 0xD0;
    private const byte Bme280Id = 0x60;

    private readonly I2cDevice _device;
    private readonly LazyBinding<Bme280> _binding;

    public Bme280Sensor(I2cDevice device)
    {
        _device = device;
        _binding = new LazyBinding<Bme280>(() => new Bme280(device));
    }

    public bool TryRead(out AirMeasurement air)
    {
        air = _binding.Use(Read);
        return true;
    }

    public void Dispose() => _device.Dispose();

    private AirMeasurement Read(Bme280 binding)
    {
        KnownRegister.Check("id", Register(ChipId), Bme280Id);
        if ((Register(ControlMeasurement) & ~ModeBits) == 0) throw new IOException("The chip has lost its settings; it is set up again with the next read.");
        var result = binding.Read();
        return new AirMeasurement(null, (float?)result.Temperature?.DegreesCelsius, (float?)result.Humidity?.Percent);
    }

    private byte Register(byte number)
    {
        Span<byte> value = stackalloc byte[1];
        _device.WriteRead([number], value);
        return value[0];
    }
}
