using System.Buffers;
using System.Security.Cryptography;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Outbox;

/// <summary>The host computes the hash that the gateway stored, however the batch was sent.</summary>
public sealed class ContentHasherTests
{
    private const ulong EpochAlias = 300;
    private const ulong SequenceAlias = 301;
    private const ulong TombstoneAlias = 302;
    private readonly ContentHasher _hasher = new();

    [Fact]
    public void The_stored_hash_is_found_for_any_batch_sent_or_replayed()
    {
        var seed = Seed.Take();
        seed.Run(() =>
        {
            var random = seed.CreateRandom();
            for (var i = 0; i < 500; i++)
            {
                var content = Content(random);
                var hash = SHA256.HashData(content);
                Assert.Equal(hash, Hash(Message(content, historical: false)));
                Assert.Equal(hash, Hash(Message(content, historical: true)));
                Assert.Equal(hash, Hash(Reordered(content)));
            }
        });
    }

    [Fact]
    public void A_tombstone_has_the_hash_of_the_batch_that_it_replaced()
    {
        var hash = SHA256.HashData("readings that gave way"u8);
        var tombstone = new Tombstone(Convert.ToHexStringLower(hash), 1, 2, "disk budget", new Dictionary<string, long> { ["desk/1/occupied"] = 3 });
        Assert.Equal(hash, Hash(Message(Text(TombstoneAlias, tombstone.ToJson()), historical: true)));
    }

    [Fact]
    public void A_tombstone_that_cannot_be_read_has_no_hash() =>
        Assert.Null(Hash(Message(Text(TombstoneAlias, "{}"), historical: false)));

    [Fact]
    public void A_truncated_message_has_no_hash()
    {
        var message = Message(Content(new Random(1)), historical: false);
        Assert.Null(Hash([.. message[..^2], 0x12, 0x7F]));
    }

    private byte[]? Hash(byte[] payload)
    {
        var sha256 = new byte[32];
        return _hasher.TryHash(payload, EpochAlias, SequenceAlias, TombstoneAlias, sha256) ? sha256 : null;
    }

    private static byte[] Message(byte[] content, bool historical)
    {
        var to = new ArrayBufferWriter<byte>();
        OutboxMessageWriter.Write(to, 1_790_000_000_000, 7, EpochAlias, 99, SequenceAlias, 12, content, historical);
        return to.WrittenSpan.ToArray();
    }

    /// <summary>As another writer may write it: the seq first, epoch and sequence last.</summary>
    private static byte[] Reordered(byte[] content)
    {
        var numbers = new SparkplugPayload();
        numbers.Metrics.Add(new SparkplugMetric { Alias = SequenceAlias, Timestamp = 5, Value = SparkplugValue.FromUInt64(12) });
        numbers.Metrics.Add(new SparkplugMetric { Alias = EpochAlias, Timestamp = 5, Value = SparkplugValue.FromUInt64(99) });
        return [0x18, 7, .. content, .. SparkplugCodec.Encode(numbers)];
    }

    private static byte[] Text(ulong alias, string text)
    {
        var content = new ContentWriter();
        content.Append(alias, SparkplugDataType.String, new Reading(1_790_000_000_000, PointValue.Of(text)));
        return content.Written.ToArray();
    }

    private static byte[] Content(Random random)
    {
        var content = new ContentWriter();
        for (var i = random.Next(1, 40); i > 0; i--)
        {
            (SparkplugDataType, PointValue)[] values =
            [
                (SparkplugDataType.Boolean, PointValue.Null), (SparkplugDataType.Boolean, PointValue.Of(true)),
                (SparkplugDataType.UInt64, PointValue.Of((ulong)random.NextInt64())), (SparkplugDataType.Float, PointValue.Of(21.5f)),
                (SparkplugDataType.String, PointValue.Of(new string('x', random.Next(300)))),
            ];
            var (type, value) = values[random.Next(values.Length)];
            content.Append((ulong)random.Next(1, 300), type, new Reading(1_790_000_000_000 + i, value, random.Next(3) == 0 ? 500 : 192));
        }
        return content.Written.ToArray();
    }
}
