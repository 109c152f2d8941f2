namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>The words of Sensirion's chips: 16 bits, most significant byte first, with a CRC-8 behind them (polynomial 0x31, start 0xFF; CRC(0xBEEF) = 0x92).</summary>
internal static class Sensirion
{
    public const int WordSize = 3;

    /// <summary>Reads a word. Throws <see cref="IOException"/> when its checksum is wrong.</summary>
    public static ushort Word(ReadOnlySpan<byte> bytes)
    {
        if (Crc(bytes[..2]) != bytes[2]) throw new IOException("The checksum of the answer is wrong.");
        return (ushort)((bytes[0] << 8) | bytes[1]);
    }

    public static byte Crc(ReadOnlySpan<byte> bytes)
    {
        byte crc = 0xFF;
        foreach (var part in bytes)
        {
            crc ^= part;
            for (var bit = 0; bit < 8; bit++) crc = (byte)((crc & 0x80) != 0 ? (crc << 1) ^ 0x31 : crc << 1);
        }

        return crc;
    }
}
