using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace OpcSpaces.Wire.Sparkplug.Protobuf;

/// <summary>Writes protobuf's wire format forwards into a span, which must be large enough.</summary>
internal static class WireWriter
{
    public const int MaxVarintBytes = 10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int VarintBytes(ulong value) => (9 * BitOperations.Log2(value | 1) + 73) / 64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Varint(Span<byte> to, int at, ulong value)
    {
        while (value >= 0x80)
        {
            to[at++] = (byte)(value | 0x80);
            value >>= 7;
        }
        to[at++] = (byte)value;
        return at;
    }

    /// <summary>A tag of one or two bytes and a varint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Varint(Span<byte> to, int at, uint tag, ulong value) => Varint(to, Varint(to, at, tag), value);

    public static int Fixed32(Span<byte> to, int at, uint tag, uint value)
    {
        at = Varint(to, at, tag);
        BinaryPrimitives.WriteUInt32LittleEndian(to[at..], value);
        return at + 4;
    }

    public static int Fixed64(Span<byte> to, int at, uint tag, ulong value)
    {
        at = Varint(to, at, tag);
        BinaryPrimitives.WriteUInt64LittleEndian(to[at..], value);
        return at + 8;
    }

    public static int Bytes(Span<byte> to, int at, ReadOnlySpan<byte> value)
    {
        value.CopyTo(to[at..]);
        return at + value.Length;
    }
}
