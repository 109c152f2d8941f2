using System.Buffers.Binary;

namespace OpcSpaces.Storage.Journaling;

/// <summary>
/// What stays of an entry whose content has expired. It is the payload of an entry of <see cref="JournalKind.Expired"/>, 64 bytes.
/// </summary>
/// <param name="Was">What the entry was.</param>
/// <param name="HasContentHash">
/// True: <paramref name="Sha256"/> is that of the content that the gateway's hash chain runs over, so that the chain can be followed across the entry.
/// False: it is that of the whole payload, because the entry was not in a chain, or was damaged.
/// </param>
/// <param name="Sha256">32 bytes.</param>
/// <param name="Bytes">How long the payload was.</param>
/// <param name="FromMs">The oldest time in it, in ms since 1970 UTC; 0 where it had none.</param>
/// <param name="ToMs">The newest.</param>
/// <param name="ExpiredAt">When the content was removed, in whole milliseconds.</param>
public sealed record ExpiredEntry(JournalKind Was, bool HasContentHash, byte[] Sha256, int Bytes, long FromMs, long ToMs, DateTimeOffset ExpiredAt)
{
    private const byte Format = 1;
    private const int HashOffset = 32;
    private const int Length = HashOffset + 32;

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        (bytes[0], bytes[1], bytes[2]) = (Format, (byte)Was, HasContentHash ? (byte)1 : (byte)0);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), Bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(8), FromMs);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(16), ToMs);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(24), ExpiredAt.ToUnixTimeMilliseconds());
        Sha256.CopyTo(bytes, HashOffset);
        return bytes;
    }

    /// <exception cref="FormatException">It is something else, or of a newer version.</exception>
    public static ExpiredEntry Read(ReadOnlySpan<byte> payload) => payload is { Length: Length } && payload[0] == Format
        ? new ExpiredEntry(
            (JournalKind)payload[1], payload[2] == 1, payload[HashOffset..].ToArray(), BinaryPrimitives.ReadInt32BigEndian(payload[4..]),
            BinaryPrimitives.ReadInt64BigEndian(payload[8..]), BinaryPrimitives.ReadInt64BigEndian(payload[16..]),
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(payload[24..])))
        : throw new FormatException($"An expired entry of {payload.Length} bytes cannot be read.");
}
