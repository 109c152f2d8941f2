using System.Buffers.Binary;
using System.IO.Compression;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>
/// The compressed payloads of Eclipse Tahu and its relatives, which are not part of the specification: the payload's uuid is
/// <c>SPBV1.0_COMPRESSED</c>, its body is another payload, compressed, and its metric <c>algorithm</c> says GZIP (RFC 1952) or DEFLATE
/// (RFC 1950, the zlib format; some senders leave the zlib header out, RFC 1951).
/// </summary>
public static class CompressedPayload
{
    /// <summary>What every payload may become, however short it is.</summary>
    private const int AlwaysAllowedBytes = 64 * 1024;

    /// <summary>Deflate makes a thousand bytes of one at most, and payloads shrink by ten to thirty: more is an attack.</summary>
    private const int MostTimes = 100;

    private const string CompressedUuid = "SPBV1.0_COMPRESSED";

    private static ReadOnlySpan<byte> Uuid => "SPBV1.0_COMPRESSED"u8;

    /// <summary>Whether a payload may be compressed. Costs next to nothing, and is wrong only for a payload that has this text elsewhere.</summary>
    public static bool MayBe(ReadOnlySpan<byte> payload) => payload.IndexOf(Uuid) >= 0;

    /// <summary>
    /// The payload within a compressed one, with the outer time and <c>seq</c> where it has none of its own. A payload that is not
    /// compressed is returned as it is. False with the reason when it cannot be decompressed or would be too large.
    /// </summary>
    public static bool TryOpen(byte[] payload, out byte[] opened, out string? error)
    {
        (opened, error) = (payload, null);
        if (!MayBe(payload))
            return true;
        if (!SparkplugCodec.TryDecode(payload, out var outer, out error))
            return false;
        if (outer!.Uuid != CompressedUuid)
            return true;
        if (outer.Body is not { Length: > 0 } body)
            error = "a compressed payload has no body";
        else if (Inflate(body, AlgorithmOf(outer), Math.Min(SparkplugCodec.MaxPayloadBytes, AlwaysAllowedBytes + ((long)MostTimes * body.Length)), out error) is { } inner)
            opened = Join(outer, inner);
        if (error is null && MayBe(opened) && SparkplugCodec.TryDecode(opened, out var second, out _) && second!.Uuid == CompressedUuid)
            error = "a compressed payload holds another compressed one";
        return error is null;
    }

    // As in protobuf, the last one counts when a field comes twice: what the inner payload has replaces the outer.
    private static byte[] Join(SparkplugPayload outer, byte[] inner) =>
        [.. SparkplugCodec.Encode(new SparkplugPayload { Timestamp = outer.Timestamp, Sequence = outer.Sequence }), .. inner];

    private static string? AlgorithmOf(SparkplugPayload outer) =>
        outer.Find("algorithm") is { } metric && metric.Value.TryGetString(out var name) ? name.ToUpperInvariant() : null;

    private static byte[]? Inflate(byte[] body, string? algorithm, long mostBytes, out string? error)
    {
        if (algorithm is not (null or "GZIP" or "DEFLATE"))
        {
            error = $"a payload is compressed with '{algorithm}', which is neither GZIP nor DEFLATE";
            return null;
        }

        try
        {
            using var inflating = Open(body, algorithm);
            using var inner = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int count; (count = inflating.Read(buffer)) > 0;)
            {
                inner.Write(buffer, 0, count);
                if (inner.Length <= mostBytes)
                    continue;
                error = $"a compressed payload of {body.Length} bytes becomes more than {mostBytes} bytes";
                return null;
            }

            var whole = inner.ToArray();
            error = IsWhole(body, inflating, whole) ? null : "a compressed payload breaks off";
            return whole;
        }
        // A zlib header that asks for a preset dictionary (RFC 1950 §2.2, FDICT) is an IOException of its own.
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            error = $"a compressed payload cannot be decompressed: {e.Message}";
            return null;
        }
    }

    // .NET reads a stream that breaks off as one that ends. Both formats end with a check of the whole, big- and little-endian; raw deflate does not.
    private static bool IsWhole(byte[] body, Stream inflating, byte[] whole) => inflating switch
    {
        _ when body.Length < 4 => false,
        GZipStream => EndsWithSize(body, whole.Length),
        ZLibStream => BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(^4)) == Adler32(whole),
        _ => true,
    };

    // The size of the last member (RFC 1952 §2.2: there may be several, one after the other), behind which zeros may fill a block.
    private static bool EndsWithSize(ReadOnlySpan<byte> body, int wholeBytes)
    {
        while (body is [.., 0, 0, 0, 0, 0]) body = body[..^1];
        for (; body.Length >= 4; body = body[..^1])
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(body[^4..]) is var size && size <= wholeBytes && (size > 0 || wholeBytes == 0))
                return true;
            if (body[^1] != 0)
                break;
        }

        return false;
    }

    // RFC 1950 §8.2.
    private static uint Adler32(byte[] bytes)
    {
        const uint Modulus = 65_521;
        var (a, b) = (1u, 0u);
        foreach (var next in bytes)
        {
            a = (a + next) % Modulus;
            b = (b + a) % Modulus;
        }

        return (b << 16) | a;
    }

    private static Stream Open(byte[] body, string? algorithm)
    {
        var bytes = new MemoryStream(body, writable: false);
        if (algorithm == "GZIP" || (algorithm is null && body is [0x1F, 0x8B, ..]))
            return new GZipStream(bytes, CompressionMode.Decompress);
        // RFC 1950 §2.2: method 8, and the first two bytes are a multiple of 31.
        var hasHeader = body.Length >= 2 && (body[0] & 0x0F) == 8 && ((body[0] << 8) | body[1]) % 31 == 0;
        return hasHeader ? new ZLibStream(bytes, CompressionMode.Decompress) : new DeflateStream(bytes, CompressionMode.Decompress);
    }
}
