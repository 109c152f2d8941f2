using System.Buffers.Binary;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Sparkplug;

/// <summary>Bytes that are almost payloads: random, truncated, mutated, with wrong lengths, and deeply nested.</summary>
internal sealed class MutatedPayloads
{
    private readonly Random _random;
    private readonly byte[][] _valid;

    public MutatedPayloads(Random random)
    {
        _random = random;
        var payloads = new RandomPayloads(random);
        _valid = [.. Enumerable.Range(0, 500).Select(_ => SparkplugCodec.Encode(payloads.Make())).Where(bytes => bytes.Length is > 0 and < 600)];
    }

    public byte[] Next() => _random.Next(9) switch
    {
        0 => RandomBytes(_random.Next(120)),
        1 => Cut(Valid()),
        2 => FlipBits(Valid()),
        3 => LyingLength(Valid()),
        4 => Nested(),
        5 => [.. Cut(Valid()), .. Cut(Valid())],
        6 => Insert(Valid(), RandomBytes(_random.Next(1, 12))),
        7 => Remove(Valid()),
        _ => Wrap(FlipBits(Valid())),
    };

    private byte[] Valid() => (byte[])_valid[_random.Next(_valid.Length)].Clone();

    private byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private byte[] Cut(byte[] bytes) => bytes[.._random.Next(bytes.Length)];

    private byte[] FlipBits(byte[] bytes)
    {
        for (var i = _random.Next(1, 4); i > 0; i--)
            bytes[_random.Next(bytes.Length)] ^= (byte)(1 << _random.Next(8));
        return bytes;
    }

    private byte[] LyingLength(byte[] bytes)
    {
        Span<byte> length = stackalloc byte[10];
        length.Fill(0xFF);
        length[_random.Next(10)] = (byte)_random.Next(128);
        return Insert(bytes, length[.._random.Next(1, 10)].ToArray());
    }

    private byte[] Insert(byte[] bytes, byte[] more)
    {
        var at = _random.Next(bytes.Length + 1);
        return [.. bytes[..at], .. more, .. bytes[at..]];
    }

    private byte[] Remove(byte[] bytes)
    {
        var at = _random.Next(bytes.Length);
        return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + _random.Next(1, 8))..]];
    }

    /// <summary>As a template's metrics inside a metric, so that the mutation is some levels down.</summary>
    private byte[] Wrap(byte[] bytes)
    {
        for (var i = _random.Next(1, 5); i > 0; i--)
            bytes = Field(0x12, Field(0x9201, bytes));
        return bytes;
    }

    private byte[] Nested()
    {
        ReadOnlySpan<int> tags = [0x12, 0x9201, 0x8A01, 0x4A, 0x12, 0x52, 0x0A, 0x22, 0x1A];
        byte[] bytes = [];
        for (var i = _random.Next(60); i > 0; i--)
            bytes = Field(_random.Next(3) == 0 ? tags[_random.Next(tags.Length)] : i % 2 == 0 ? 0x9201 : 0x12, bytes);
        return bytes;
    }

    private static byte[] Field(int tag, byte[] content)
    {
        Span<byte> tagBytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(tagBytes, (ushort)tag);
        ReadOnlySpan<byte> shownTag = tag > 0xFF ? tagBytes : tagBytes[1..];
        return content.Length < 128
            ? [.. shownTag, (byte)content.Length, .. content]
            : [.. shownTag, (byte)(content.Length | 0x80), (byte)(content.Length >> 7), .. content];
    }
}
