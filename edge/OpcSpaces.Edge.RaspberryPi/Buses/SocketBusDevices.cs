using System.Device.I2c;
using System.Device.Spi;

namespace OpcSpaces.Edge.RaspberryPi.Buses;

/// <summary>Simulated buses behind a Unix-domain socket, for the driver <c>signals</c>. The drivers of the chips are the same as on real buses.</summary>
internal sealed class SocketBusDevices(string socketPath) : IBusDevices, IDisposable
{
    private readonly SocketBus _bus = new(socketPath);

    public I2cDevice OpenI2c(int bus, int address) => new I2c(_bus, new I2cConnectionSettings(bus, address));

    public SpiDevice OpenSpi(int bus, int chipSelect, int clockHertz) => new Spi(_bus, new SpiConnectionSettings(bus, chipSelect) { ClockFrequency = clockHertz });

    public void Dispose() => _bus.Dispose();

    private sealed class I2c(SocketBus bus, I2cConnectionSettings settings) : I2cDevice
    {
        public override I2cConnectionSettings ConnectionSettings => settings;

        public override void Read(Span<byte> buffer) => WriteRead([], buffer);

        public override void Write(ReadOnlySpan<byte> buffer) => WriteRead(buffer, []);

        public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) =>
            bus.Transfer($"i2c {settings.BusId} {settings.DeviceAddress}", writeBuffer, $" {readBuffer.Length}", readBuffer);
    }

    private sealed class Spi(SocketBus bus, SpiConnectionSettings settings) : SpiDevice
    {
        public override SpiConnectionSettings ConnectionSettings => settings;

        public override void Read(Span<byte> buffer)
        {
            buffer.Clear();
            TransferFullDuplex(buffer, buffer);
        }

        public override void Write(ReadOnlySpan<byte> buffer) => TransferFullDuplex(buffer, new byte[buffer.Length]);

        public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) =>
            bus.Transfer($"spi {settings.BusId} {settings.ChipSelectLine}", writeBuffer, "", readBuffer);
    }
}
