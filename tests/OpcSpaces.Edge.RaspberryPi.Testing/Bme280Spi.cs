using System.Device.Spi;

namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>A BME280 on SPI: the highest bit of the first byte says whether a register is read; the chip's registers are all above 0x80. Without a chip the line floats high.</summary>
public sealed class Bme280Spi(Bme280Chip? chip) : SpiDevice
{
    public override SpiConnectionSettings ConnectionSettings { get; } = new(0, 0);

    public override void Read(Span<byte> buffer) => throw new NotSupportedException();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (buffer[0] >= 0x80) throw new InvalidOperationException("The first byte of a write has its highest bit.");
        chip?.Write([(byte)(buffer[0] | 0x80), .. buffer[1..]]);
    }

    public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        readBuffer.Fill(0xFF);
        if (writeBuffer[0] < 0x80) Write(writeBuffer);
        else chip?.WriteRead(writeBuffer[..1], readBuffer[1..]);
    }
}
