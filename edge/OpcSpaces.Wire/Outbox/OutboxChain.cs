using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OpcSpaces.Wire.Outbox;

/// <summary>
/// The hash chain over an outbox, from its first batch on. Link n = SHA-256(link n−1 ‖ sequence, 8 bytes big-endian ‖
/// length of the device's name in UTF-8, 2 bytes big-endian ‖ that name ‖ SHA-256 of the content); a batch of the node itself
/// has the empty name. A tombstone keeps its batch's content hash, so the chain still verifies.
/// </summary>
public static class OutboxChain
{
    /// <summary>Bytes of a link and of a content hash.</summary>
    public const int HashBytes = 32;

    /// <summary>The link before the first batch of an epoch: SHA-256("opcspaces outbox" ‖ epoch, 8 bytes big-endian).</summary>
    public static byte[] Genesis(ulong epoch)
    {
        Span<byte> text = stackalloc byte[16 + 8];
        "opcspaces outbox"u8.CopyTo(text);
        BinaryPrimitives.WriteUInt64BigEndian(text[16..], epoch);
        return SHA256.HashData(text);
    }

    /// <summary>The next link.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, ulong sequence, string device, ReadOnlySpan<byte> contentSha256)
    {
        var link = new byte[HashBytes];
        Next(previous, sequence, device, contentSha256, link);
        return link;
    }

    /// <summary>Writes the next link to 32 bytes, which may be those of the previous link.</summary>
    public static void Next(ReadOnlySpan<byte> previous, ulong sequence, string device, ReadOnlySpan<byte> contentSha256, Span<byte> destination) =>
        Next(previous, sequence, device, contentSha256, destination, sha: null);

    internal static void Next(
        ReadOnlySpan<byte> previous, ulong sequence, string device, ReadOnlySpan<byte> contentSha256, Span<byte> destination, IncrementalHash? sha)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(previous.Length, HashBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(contentSha256.Length, HashBytes);
        var deviceBytes = Encoding.UTF8.GetByteCount(device);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deviceBytes, 1024, nameof(device));

        Span<byte> text = stackalloc byte[HashBytes + 8 + 2 + deviceBytes + HashBytes];
        previous.CopyTo(text);
        BinaryPrimitives.WriteUInt64BigEndian(text[HashBytes..], sequence);
        BinaryPrimitives.WriteUInt16BigEndian(text[(HashBytes + 8)..], (ushort)deviceBytes);
        Encoding.UTF8.GetBytes(device, text[(HashBytes + 10)..]);
        contentSha256.CopyTo(text[^HashBytes..]);
        if (sha is null)
        {
            SHA256.HashData(text, destination);
            return;
        }
        sha.AppendData(text);
        sha.GetHashAndReset(destination);
    }
}
