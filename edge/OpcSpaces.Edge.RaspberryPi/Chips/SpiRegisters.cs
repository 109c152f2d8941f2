using System.Device.I2c;
using System.Device.Spi;

namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// Lets a binding that only knows I²C read a chip on SPI: it selects a register with a write of one byte, and the highest bit of a
/// register's address says whether it is read or written (BME280 data sheet, 6.3). For chips whose registers are all above 0x80.
/// </summary>
internal sealed class SpiRegisters(SpiDevice device) : I2cDevice
{
    private const byte ReadBit = 0x80;
    private byte _register;

    public override I2cConnectionSettings ConnectionSettings { get; } = new(device.ConnectionSettings.BusId, 0);

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _register = buffer[0];
        if (buffer.Length == 1) return;
        Span<byte> bytes = stackalloc byte[buffer.Length];
        buffer.CopyTo(bytes);
        bytes[0] = (byte)(buffer[0] & ~ReadBit);
        device.Write(bytes);
    }

    public override void Read(Span<byte> buffer)
    {
        Span<byte> sent = stackalloc byte[buffer.Length + 1];
        sent.Clear();
        sent[0] = (byte)(_register | ReadBit);
        Span<byte> got = stackalloc byte[buffer.Length + 1];
        device.TransferFullDuplex(sent, got);
        got[1..].CopyTo(buffer);
    }

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        Write(writeBuffer);
        Read(readBuffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) device.Dispose();
        base.Dispose(disposing);
    }
}
