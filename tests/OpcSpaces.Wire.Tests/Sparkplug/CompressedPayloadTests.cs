using System.IO.Compression;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Sparkplug;

public sealed class CompressedPayloadTests
{
    private const string Uuid = "SPBV1.0_COMPRESSED";

    [Theory]
    [InlineData("GZIP", "gzip")]
    [InlineData("gzip", "gzip")]
    [InlineData(null, "gzip")]
    [InlineData("DEFLATE", "zlib")]
    [InlineData(null, "zlib")]
    [InlineData("DEFLATE", "raw")]
    public void Each_form_that_peers_send_becomes_the_payload_within(string? algorithm, string form)
    {
        var inner = Inner(sequence: 5);
        Assert.True(CompressedPayload.TryOpen(Outer(Compress(SparkplugCodec.Encode(inner), form), algorithm), out var opened, out var error));
        Assert.Null(error);
        var read = SparkplugCodec.Decode(opened);
        Assert.Equal(("desk/1/occupied", 5UL, 1_000UL), (read.Metrics.Single().Name, read.Sequence, read.Timestamp));
        Assert.Null(read.Uuid);
    }

    [Fact]
    public void The_outer_time_and_seq_count_where_the_inner_payload_has_none()
    {
        var inner = Inner(sequence: null);
        inner.Timestamp = null;
        Assert.True(CompressedPayload.TryOpen(Outer(Compress(SparkplugCodec.Encode(inner), "gzip"), "GZIP", sequence: 9), out var opened, out _));
        var read = SparkplugCodec.Decode(opened);
        Assert.Equal((9UL, 2_000UL), (read.Sequence, read.Timestamp));
    }

    [Fact]
    public void A_payload_that_is_not_compressed_is_the_same_array()
    {
        var payload = SparkplugCodec.Encode(Inner(3));
        Assert.True(CompressedPayload.TryOpen(payload, out var opened, out _));
        Assert.Same(payload, opened);
        var named = Inner(3);
        named.Metrics[0].Value = SparkplugValue.FromString(Uuid);
        payload = SparkplugCodec.Encode(named);
        Assert.True(CompressedPayload.TryOpen(payload, out opened, out _));
        Assert.Same(payload, opened);
    }

    [Fact]
    public void A_zlib_header_that_asks_for_a_preset_dictionary_is_an_error()
    {
        byte[] withDictionary = [0x78, 0xBB, 0, 0, 0, 0];
        foreach (var algorithm in (string?[])[null, "DEFLATE"])
        {
            Assert.False(CompressedPayload.TryOpen(Outer(withDictionary, algorithm), out _, out var error));
            Assert.Contains("cannot be decompressed", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Any_bytes_as_a_body_are_opened_or_an_error()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var whole = Compress(SparkplugCodec.Encode(Inner(5)), "zlib");
        for (var round = 0; round < 3_000; round++)
        {
            byte[] body = round % 2 == 0 ? [.. whole] : new byte[random.Next(1, 40)];
            if (round % 2 == 0) body[random.Next(body.Length)] ^= (byte)(1 << random.Next(8));
            else random.NextBytes(body);
            foreach (var algorithm in (string?[])[null, "GZIP", "DEFLATE"])
            {
                var failure = Record.Exception(() => CompressedPayload.TryOpen(Outer(body, algorithm), out _, out _));
                Assert.True(failure is null, $"seed {seed}: {Convert.ToHexString(body)}, {algorithm}: {failure}");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    public void Gzip_of_several_members_and_with_zeros_behind_it_is_opened(int zeros)
    {
        var payload = SparkplugCodec.Encode(Inner(5));
        byte[] body = [.. Compress(payload[..7], "gzip"), .. Compress(payload[7..], "gzip"), .. new byte[zeros]];
        Assert.True(CompressedPayload.TryOpen(Outer(body, "GZIP"), out var opened, out var error), error);
        Assert.Equal(5UL, SparkplugCodec.Decode(opened).Sequence);
    }

    [Fact]
    public void An_inner_payload_that_mentions_the_uuid_is_opened()
    {
        var inner = Inner(5);
        inner.Metrics[0].Value = SparkplugValue.FromString(Uuid);
        Assert.True(CompressedPayload.TryOpen(Outer(Compress(SparkplugCodec.Encode(inner), "gzip"), "GZIP"), out var opened, out var error), error);
        Assert.Equal(5UL, SparkplugCodec.Decode(opened).Sequence);
    }

    [Theory]
    [InlineData("gzip", "GZIP")]
    [InlineData("zlib", "DEFLATE")]
    public void A_bomb_is_not_inflated(string form, string algorithm)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(CompressedPayload.TryOpen(Outer(Compress(new byte[200 << 20], form), algorithm), out _, out var error));
        Assert.Contains("becomes more than", error, StringComparison.Ordinal);
        // The bomb itself is an array of 200 MB; what came out of it must not be another one.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300 << 20);
    }

    public static TheoryData<string> Bad => [.. BadOnes.Keys];

    private static readonly Dictionary<string, (byte[] Payload, string Why)> BadOnes = new()
    {
        ["no body"] = (Outer(null, "GZIP"), "has no body"),
        ["an unknown algorithm"] = (Outer([1, 2, 3], "LZ4"), "'LZ4', which is neither GZIP nor DEFLATE"),
        ["random bytes as GZIP"] = (Outer([9, 9, 9, 9, 9, 9, 9, 9, 9, 9], "GZIP"), "cannot be decompressed"),
        ["a GZIP that breaks off"] = (Outer([.. Compress(SparkplugCodec.Encode(Inner(1)), "gzip").AsSpan(0, 20)], "GZIP"), "breaks off"),
        ["a DEFLATE that breaks off"] = (Outer([.. Compress(SparkplugCodec.Encode(Inner(1)), "zlib").AsSpan(0, 15)], "DEFLATE"), "breaks off"),
        ["one within another"] = (Outer(Compress(Outer(Compress(SparkplugCodec.Encode(Inner(1)), "gzip"), "GZIP"), "gzip"), "GZIP"), "holds another compressed one"),
        ["an outer payload of nonsense"] = ([.. System.Text.Encoding.ASCII.GetBytes(Uuid), 0xFF], "byte"),
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void What_cannot_be_decompressed_has_a_reason(string what)
    {
        Assert.False(CompressedPayload.TryOpen(BadOnes[what].Payload, out _, out var error));
        Assert.Contains(BadOnes[what].Why, error, StringComparison.Ordinal);
    }

    private static SparkplugPayload Inner(ulong? sequence)
    {
        var payload = new SparkplugPayload { Timestamp = 1_000, Sequence = sequence };
        payload.Metrics.Add(new SparkplugMetric { Name = "desk/1/occupied", DataType = SparkplugDataType.Boolean, Value = SparkplugValue.FromBoolean(true), Timestamp = 1_000 });
        return payload;
    }

    private static byte[] Outer(byte[]? body, string? algorithm, ulong? sequence = null)
    {
        var payload = new SparkplugPayload { Uuid = Uuid, Body = body, Timestamp = 2_000, Sequence = sequence };
        if (algorithm is not null)
            payload.Metrics.Add(new SparkplugMetric { Name = "algorithm", DataType = SparkplugDataType.String, Value = SparkplugValue.FromString(algorithm) });
        return SparkplugCodec.Encode(payload);
    }

    private static byte[] Compress(byte[] bytes, string form)
    {
        using var compressed = new MemoryStream();
        using (Stream stream = form switch
        {
            "gzip" => new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            "zlib" => new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new DeflateStream(compressed, CompressionLevel.Fastest, leaveOpen: true),
        })
            stream.Write(bytes);
        return compressed.ToArray();
    }
}
