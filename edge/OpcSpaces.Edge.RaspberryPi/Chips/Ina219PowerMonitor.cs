using System.Buffers.Binary;
using System.Device.I2c;
using OpcSpaces.Edge.Sensing.PowerMonitors;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// INA219: direct current up to 26 V (data sheet SBOS448, https://www.ti.com/lit/ds/symlink/ina219.pdf). Power is the voltage of the bus
/// times the voltage at the shunt by its resistance, from two registers that need no calibration, so there is nothing that a chip
/// which lost its power for a moment could forget. A shunt voltage at the end of the range of 320 mV is no measurement and gives an
/// infinite power. Own registers and not <c>Iot.Device.Adc.Ina219</c>, because that reads a negative current as one of up to twice the
/// range, a bus voltage of 16.4 V and more as negative, and without <c>SetCalibration</c> no current at all.
/// </summary>
internal sealed class Ina219PowerMonitor(I2cDevice device, double shuntOhms) : IPowerMonitor, IDisposable
{
    private const byte ShuntVoltage = 0x01;
    private const byte BusVoltage = 0x02;
    private const double ShuntVoltsPerBit = 10e-6;
    private const double BusVoltsPerBit = 4e-3;
    private const int ShuntEnd = 32_000;

    public bool TryRead(out double watts)
    {
        var shunt = (short)ReadRegister(ShuntVoltage);
        // The voltage is in the upper 13 bits.
        var volts = (ReadRegister(BusVoltage) >> 3) * BusVoltsPerBit;
        watts = Math.Abs((int)shunt) >= ShuntEnd ? double.PositiveInfinity : volts * shunt * ShuntVoltsPerBit / shuntOhms;
        return true;
    }

    public void Dispose() => device.Dispose();

    private ushort ReadRegister(byte register)
    {
        Span<byte> value = stackalloc byte[2];
        device.WriteRead([register], value);
        return BinaryPrimitives.ReadUInt16BigEndian(value);
    }
}
