using OpcSpaces.Edge.RaspberryPi.Chips;

namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>SHT4x: one measurement with its checksums.</summary>
public sealed class Sht4xChip : SimulatedI2c
{
    public byte[] Bytes { get; } = new byte[6];

    public void Answer(int temperature, int humidity)
    {
        byte[] t = [(byte)(temperature >> 8), (byte)temperature], h = [(byte)(humidity >> 8), (byte)humidity];
        byte[] all = [.. t, Sensirion.Crc(t), .. h, Sensirion.Crc(h)];
        all.CopyTo(Bytes, 0);
    }

    protected override void OnRead(Span<byte> bytes) => Bytes.AsSpan(0, bytes.Length).CopyTo(bytes);
}
