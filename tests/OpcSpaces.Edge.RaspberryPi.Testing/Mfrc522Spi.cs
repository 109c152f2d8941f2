using System.Device.Spi;

namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>An MFRC522 on SPI. Each byte that is sent with the highest bit selects what the next one returns. Without a chip the line floats.</summary>
public sealed class Mfrc522Spi(SimulatedMfrc522? chip, byte floating = 0) : SpiDevice
{
    public override SpiConnectionSettings ConnectionSettings { get; } = new(0, 0);

    public int Transfers { get; private set; }

    public int? FailsAfter { get; set; }

    public override void Read(Span<byte> buffer) => throw new NotSupportedException();

    public override void Write(ReadOnlySpan<byte> buffer) => throw new NotSupportedException();

    public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer)
    {
        if (++Transfers == FailsAfter) throw new IOException("SPI transfer failed.");
        // The binding passes one span for both directions.
        var sent = writeBuffer.ToArray();
        readBuffer.Fill(floating);
        if (chip is null) return;
        if ((sent[0] & 0x80) == 0)
        {
            chip.Write(sent[0] >> 1, sent[1]);
            return;
        }

        for (var i = 0; i + 1 < sent.Length; i++) readBuffer[i + 1] = chip.Read((sent[i] & 0x7E) >> 1);
    }
}
