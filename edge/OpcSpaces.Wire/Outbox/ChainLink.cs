using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OpcSpaces.Wire.Outbox;

/// <summary>One link of an <see cref="OutboxChain"/>: 32 bytes. Two logs with the same link at a sequence are equal up to it.</summary>
public readonly record struct ChainLink
{
    private readonly ulong _first, _second, _third, _last;

    /// <exception cref="ArgumentOutOfRangeException">There are not exactly 32 bytes.</exception>
    public ChainLink(ReadOnlySpan<byte> link)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(link.Length, OutboxChain.HashBytes);
        _first = BinaryPrimitives.ReadUInt64BigEndian(link);
        _second = BinaryPrimitives.ReadUInt64BigEndian(link[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(link[16..]);
        _last = BinaryPrimitives.ReadUInt64BigEndian(link[24..]);
    }

    /// <summary>Null when there are not 32 bytes.</summary>
    public static ChainLink? From(ReadOnlySpan<byte> link) => link.Length == OutboxChain.HashBytes ? new ChainLink(link) : null;

    public static ChainLink Genesis(ulong epoch) => new(OutboxChain.Genesis(epoch));

    /// <summary>The link of the next batch; the device is empty for a batch of the node itself.</summary>
    public ChainLink Next(ulong sequence, string device, ReadOnlySpan<byte> contentSha256) => Next(sequence, device, contentSha256, sha: null);

    internal ChainLink Next(ulong sequence, string device, ReadOnlySpan<byte> contentSha256, IncrementalHash? sha)
    {
        Span<byte> link = stackalloc byte[OutboxChain.HashBytes];
        CopyTo(link);
        OutboxChain.Next(link, sequence, device, contentSha256, link, sha);
        return new ChainLink(link);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[OutboxChain.HashBytes];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Lower-case hex.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());

    private void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _first);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _second);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _third);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _last);
    }
}
