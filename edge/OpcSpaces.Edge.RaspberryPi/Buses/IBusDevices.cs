using System.Device.I2c;
using System.Device.Spi;

namespace OpcSpaces.Edge.RaspberryPi.Buses;

/// <summary>
/// The seam to the bus devices of the kernel. Opening transfers nothing to a chip. Throws <see cref="ArgumentException"/> or
/// <see cref="NotSupportedException"/>, with what to do, for a bus that the machine does not have or this program may not use.
/// </summary>
internal interface IBusDevices
{
    I2cDevice OpenI2c(int bus, int address);

    SpiDevice OpenSpi(int bus, int chipSelect, int clockHertz);
}
