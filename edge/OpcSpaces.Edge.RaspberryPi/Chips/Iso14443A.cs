namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>
/// Anticollision and selection of a card of type A (ISO/IEC 14443-3, 6.5): up to three cascade levels with four bytes and their check
/// byte (BCC) each. The number is complete when the card says so in its SAK.
/// </summary>
internal static class Iso14443A
{
    public const int MostUidBytes = 10;

    private const byte CascadeTag = 0x88;
    private const byte AnyUid = 0x20;
    private const byte WholeUid = 0x70;
    private const byte NotComplete = 0x04;

    /// <summary>Sends bytes to the card and receives its answer; false when it does not give exactly such an answer.</summary>
    public delegate bool Exchange(ReadOnlySpan<byte> sent, Span<byte> got);

    /// <summary>Writes the number of the card and returns its length; 0 when no card was selected, also because two were there.</summary>
    public static int Select(Exchange exchange, Span<byte> uid)
    {
        Span<byte> part = stackalloc byte[5];
        Span<byte> sak = stackalloc byte[3];
        var length = 0;
        foreach (var level in (ReadOnlySpan<byte>)[0x93, 0x95, 0x97])
        {
            if (!exchange([level, AnyUid], part) || (part[0] ^ part[1] ^ part[2] ^ part[3]) != part[4]) return 0;
            if (!exchange(WithCrc([level, WholeUid, .. part]), sak) || !HasCrc(sak)) return 0;
            var isComplete = (sak[0] & NotComplete) == 0;
            if (isComplete == (part[0] == CascadeTag) || (!isComplete && level == 0x97)) return 0;
            var bytes = isComplete ? part[..4] : part[1..4];
            bytes.CopyTo(uid[length..]);
            length += bytes.Length;
            if (isComplete) return length;
        }

        return 0;
    }

    /// <summary>CRC_A (ISO/IEC 14443-3, annex B), low byte first. Of 00 00 it is A0 1E, of 12 34 it is 26 CF.</summary>
    public static (byte Low, byte High) Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0x6363;
        foreach (var next in bytes)
        {
            var mixed = (byte)(next ^ crc);
            mixed ^= (byte)(mixed << 4);
            crc = (crc >> 8) ^ (mixed << 8) ^ (mixed << 3) ^ (mixed >> 4);
        }

        return ((byte)crc, (byte)(crc >> 8));
    }

    private static byte[] WithCrc(byte[] bytes)
    {
        var (low, high) = Crc(bytes);
        return [.. bytes, low, high];
    }

    private static bool HasCrc(ReadOnlySpan<byte> answer) => Crc(answer[..^2]) == (answer[^2], answer[^1]);
}
