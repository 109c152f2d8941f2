namespace OpcSpaces.Edge.RaspberryPi.Chips;

/// <summary>Normal information frames of the PN532 (UM0701-02, 6.2.1): 00 00 FF, length, its checksum, direction, command, data, checksum, 00.</summary>
internal static class Pn532Frame
{
    private const byte ToChip = 0xD4;
    private const byte FromChip = 0xD5;

    public static ReadOnlySpan<byte> Acknowledgement => [0x00, 0x00, 0xFF, 0x00, 0xFF, 0x00];

    /// <summary>The frame of a command and its data.</summary>
    public static byte[] Of(ReadOnlySpan<byte> command)
    {
        var length = (byte)(command.Length + 1);
        var sum = ToChip;
        foreach (var part in command) sum += part;
        return [0x00, 0x00, 0xFF, length, (byte)-length, ToChip, .. command, (byte)-sum, 0x00];
    }

    /// <summary>The data of the answer to a command. Throws <see cref="IOException"/> when the frame is damaged, or is another one.</summary>
    public static Span<byte> Read(Span<byte> frame, byte command)
    {
        if (frame is not [0x00, 0x00, 0xFF, var length, var lengthSum, ..] || (byte)(length + lengthSum) != 0 || length < 2 || frame.Length < 5 + length + 1)
            throw new IOException("The frame of the answer is damaged.");
        var body = frame.Slice(5, length);
        var sum = frame[5 + length];
        foreach (var part in body) sum += part;
        if (sum != 0) throw new IOException("The checksum of the answer is wrong.");
        if (body[0] != FromChip || body[1] != command + 1) throw new IOException("The chip answered something else.");
        return body[2..];
    }
}
