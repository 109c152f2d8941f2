using System.Buffers.Binary;
using System.Device.I2c;
using OpcSpaces.Edge.Sensing.PowerMonitors;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// INA219: direct current up to 26 V (data sheet SBOS448, https://www.ti.com/lit/ds/symlink/ina219.pdf). Power is the voltage of the bus
/// times the voltage at the shunt by its resistance, from two registers that need no calibration. The configuration is the one after
/// power-on, so a chip that lost its power for a moment has not forgotten it; it is read back with each measurement
/// (<see cref="KnownRegister"/>). A shunt voltage at the end of the range of 320 mV is no measurement and gives an
/// infinite power. Own registers and not <c>Iot.Device.Adc.Ina219</c>, because that reads a negative current as one of up to twice the
/// range, a bus voltage of 16.4 V and more as negative, and without <c>SetCalibration</c> no current at all.
/// </summary>
internal sealed class Ina219PowerMonitor(I2cDevice device, double shuntOhms) : IPowerMonitor, IDisposable
{
    private const byte Configuration = 0x00;
    private const byte ShuntVoltage = 0x01;
    private const byte BusVoltage = 0x02;

    // 26 V, ±320 mV, 12 bits, measures both without a pause (table 4).
    private const ushort Continuous = 0x399F;
    private const double ShuntVoltsPerBit = 10e-6;
    private const double BusVoltsPerBit = 4e-3;
    private const int ShuntEnd = 32_000;

    private bool _isSetUp;

    public bool TryRead(out double watts)
    {
        if (!_isSetUp) SetUp();
        var shunt = (short)ReadRegister(ShuntVoltage);
        // The voltage is in the upper 13 bits.
        var volts = (ReadRegister(BusVoltage) >> 3) * BusVoltsPerBit;
        var configuration = ReadRegister(Configuration);
        _isSetUp = configuration == Continuous;
        KnownRegister.Check("configuration", configuration, Continuous);
        watts = Math.Abs((int)shunt) >= ShuntEnd ? double.PositiveInfinity : volts * shunt * ShuntVoltsPerBit / shuntOhms;
        return true;
    }

    public void Dispose() => device.Dispose();

    // Only where another program has changed it, because a write starts a new measurement.
    private void SetUp()
    {
        if (ReadRegister(Configuration) != Continuous) device.Write([Configuration, Continuous >> 8, Continuous & 0xFF]);
    }

    private ushort ReadRegister(byte register)
    {
        Span<byte> value = stackalloc byte[2];
        device.WriteRead([register], value);
        return BinaryPrimitives.ReadUInt16BigEndian(value);
    }
}
