using System.Device.I2c;

namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>A chip on a bus that can get stuck: from then on every transfer is acknowledged, and every byte reads the same.</summary>
public sealed class StuckI2c(I2cDevice chip) : I2cDevice
{
    /// <summary>What every byte reads as; null while the bus works.</summary>
    public byte? Stuck { get; set; }

    public override I2cConnectionSettings ConnectionSettings => chip.ConnectionSettings;

    public override void Read(Span<byte> buffer)
    {
        if (Stuck is { } value) buffer.Fill(value);
        else chip.Read(buffer);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (Stuck is null) chip.Write(buffer);
    }

    public override void WriteRead(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        if (Stuck is { } value) readBuffer.Fill(value);
        else chip.WriteRead(writeBuffer, readBuffer);
    }
}
