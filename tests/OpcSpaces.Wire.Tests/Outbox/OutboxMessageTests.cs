using System.Buffers;
using FsCheck.Xunit;
using OpcSpaces.Points;
using OpcSpaces.Reference;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Outbox;

public sealed class OutboxMessageTests
{
    private const ulong EpochAlias = 1;
    private const ulong SequenceAlias = 2;
    private const ulong Epoch = 0x7234_5678_9ABC_DEF0;
    private const long SentMs = 1_790_000_100_000;

    [Fact]
    [Trait("tck", "tck-id-payloads-sequence-num-always-included")]
    [Trait("tck", "tck-id-payloads-ddata-seq")]
    [Trait("tck", "tck-id-payloads-ndata-seq")]
    [Trait("tck", "tck-id-topics-ndata-seq-num")]
    [Trait("tck", "tck-id-topics-ddata-seq-num")]
    [Trait("tck", "tck-id-payloads-ndata-timestamp")]
    [Trait("tck", "tck-id-payloads-ddata-timestamp")]
    [Trait("tck", "tck-id-topics-ndata-timestamp")]
    [Trait("tck", "tck-id-topics-ddata-timestamp")]
    public void A_batch_is_sent_with_time_epoch_sequence_readings_and_seq_in_this_order()
    {
        var content = Content(5);
        var bytes = Message(content, historical: false, seq: 255);

        var payload = Payload.Parser.ParseFrom(bytes);

        Assert.Equal((ulong)SentMs, payload.Timestamp);
        Assert.Equal(255ul, payload.Seq);
        Assert.Equal((EpochAlias, Epoch), (payload.Metrics[0].Alias, payload.Metrics[0].LongValue));
        Assert.Equal((SequenceAlias, 4711ul), (payload.Metrics[1].Alias, payload.Metrics[1].LongValue));
        Assert.Equal(7, payload.Metrics.Count);
        Assert.NotEqual(-1, bytes.AsSpan().IndexOf(content));
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-data-publish-nbirth-order")]
    [Trait("tck", "tck-id-payloads-name-birth-data-requirement")]
    public void Every_metric_has_a_timestamp_and_values_that_are_not_historical_are_in_its_order()
    {
        var times = Payload.Parser.ParseFrom(Message(Content(20), historical: false)).Metrics.Select(metric => metric.Timestamp).ToList();
        Assert.DoesNotContain(0ul, times);
        Assert.Equal(times.Order(), times);
    }

    [Fact]
    public void A_replayed_batch_marks_every_reading_and_nothing_else_as_historical()
    {
        var now = Payload.Parser.ParseFrom(Message(Content(30), historical: false));
        var replayed = Payload.Parser.ParseFrom(Message(Content(30), historical: true));

        Assert.All(replayed.Metrics.Take(2), metric => Assert.False(metric.HasIsHistorical));
        Assert.All(replayed.Metrics.Skip(2), metric => Assert.True(metric.IsHistorical));
        foreach (var metric in replayed.Metrics)
            metric.ClearIsHistorical();
        Assert.Equal(now, replayed);
    }

    [Fact]
    public void Historical_records_keep_their_fields_in_ascending_order()
    {
        var content = new ContentWriter();
        content.Append(300, SparkplugDataType.Boolean, new Reading(1_790_000_000_000, PointValue.Null, QualityCode.Stale));
        var message = Convert.ToHexString(Message(content.Written.ToArray(), historical: true));
        Assert.Contains("10AC02" + "1880D8C1A28C34" + "2801" + "3801" + "4A10", message);
    }

    [Fact]
    public void Epoch_and_sequence_are_found_without_allocating()
    {
        var bytes = Message(Content(100), historical: true);
        Assert.True(OutboxMessageReader.TryRead(bytes, EpochAlias, SequenceAlias, out _, out _));

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(OutboxMessageReader.TryRead(bytes, EpochAlias, SequenceAlias, out var epoch, out var sequence));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal((Epoch, 4711ul), (epoch, sequence));
    }

    [Fact]
    public void Epoch_and_sequence_are_found_at_any_place_and_around_metrics_that_cannot_be_read()
    {
        var payload = Samples([(9, 1), (SequenceAlias, 5), (8, 1), (EpochAlias, 77)]);
        Assert.True(OutboxMessageReader.TryRead([0x12, 0x02, 0x12, 0x01, .. payload], EpochAlias, SequenceAlias, out var epoch, out var sequence));
        Assert.Equal((77ul, 5ul), (epoch, sequence));
    }

    [Fact]
    public void The_sequence_of_a_batch_is_found_although_its_middle_cannot_be_read()
    {
        var bytes = Message(Content(10), historical: false);
        bytes.AsSpan(60, 40).Fill(0xFF);
        Assert.True(OutboxMessageReader.TryRead(bytes, EpochAlias, SequenceAlias, out var epoch, out var sequence));
        Assert.Equal((Epoch, 4711ul), (epoch, sequence));
    }

    [Fact]
    public void A_message_without_epoch_or_sequence_is_not_a_batch()
    {
        Assert.False(OutboxMessageReader.TryRead(Samples([(EpochAlias, 77)]), EpochAlias, SequenceAlias, out _, out _));
        Assert.False(OutboxMessageReader.TryRead(Samples([(EpochAlias, 77), (SequenceAlias, 0)]), EpochAlias, SequenceAlias, out _, out _));
        Assert.False(OutboxMessageReader.TryRead(Samples([(EpochAlias, 0), (SequenceAlias, 1)]), EpochAlias, SequenceAlias, out _, out _));
        Assert.False(OutboxMessageReader.TryRead([], EpochAlias, SequenceAlias, out _, out _));
        Assert.False(OutboxMessageReader.TryRead([0x12, 0xFF], EpochAlias, SequenceAlias, out _, out _));
    }

    [Fact]
    public void Bytes_that_are_not_content_are_not_sent_as_historical()
    {
        Assert.Throws<ArgumentException>(() => Message([0x18, 0x01], historical: true));
        Assert.Throws<ArgumentException>(() => Message([0x12, 0x05, 0x10], historical: true));
        Assert.Throws<ArgumentException>(() => Message([0x12, 0x00], historical: true));
    }

    [Property(MaxTest = 500)]
    public bool Content_comes_back_from_either_form_of_the_message(int seed)
    {
        var content = RandomContent(new Random(seed));
        return Extract(Message(content, historical: false)).AsSpan().SequenceEqual(content)
            && Extract(Message(content, historical: true)).AsSpan().SequenceEqual(content);
    }

    [Fact]
    public void Content_of_a_broken_payload_is_reported_as_broken() =>
        Assert.False(CanonicalContent.Extract([0x12, 0x02, 0x10, 0x05, 0x12, 0x7F], EpochAlias, SequenceAlias, new ArrayBufferWriter<byte>()));

    [Fact]
    public void A_record_that_cannot_be_read_is_copied_unchanged()
    {
        var to = new ArrayBufferWriter<byte>();
        Assert.True(CanonicalContent.Extract([0x12, 0x03, 0x28, 0x01, 0xFF, 0x12, 0x02, 0x10, 0x05], EpochAlias, SequenceAlias, to));
        Assert.Equal("12032801FF12021005", Convert.ToHexString(to.WrittenSpan));
    }

    private static byte[] Content(int readings)
    {
        var writer = new ContentWriter();
        for (var i = 0; i < readings; i++)
            writer.Append((ulong)(10 + i), SparkplugDataType.Boolean, new Reading(1_790_000_000_000 + i, PointValue.Of(i % 2 == 0)));
        return writer.Written.ToArray();
    }

    private static byte[] RandomContent(Random random)
    {
        var writer = new ContentWriter();
        for (var i = random.Next(1, 50); i > 0; i--)
        {
            var (type, value) = random.Next(5) switch
            {
                0 => (SparkplugDataType.Boolean, PointValue.Null),
                1 => (SparkplugDataType.UInt64, PointValue.Of((ulong)random.NextInt64() >> random.Next(64))),
                2 => (SparkplugDataType.String, PointValue.Of(new string('p', random.Next(200)))),
                3 => (SparkplugDataType.Float, PointValue.Of(random.NextSingle())),
                _ => (SparkplugDataType.Boolean, PointValue.Of(true)),
            };
            var alias = (ulong)(random.NextInt64(3, long.MaxValue) >> random.Next(50)) | 4;
            writer.Append(alias, type, new Reading(random.NextInt64() >> random.Next(50), value, random.Next(3) * 96));
        }
        return writer.Written.ToArray();
    }

    private static byte[] Message(byte[] content, bool historical, byte seq = 3)
    {
        var to = new ArrayBufferWriter<byte>();
        OutboxMessageWriter.Write(to, SentMs, seq, EpochAlias, Epoch, SequenceAlias, 4711, content, historical);
        return to.WrittenSpan.ToArray();
    }

    private static byte[] Extract(byte[] message)
    {
        var to = new ArrayBufferWriter<byte>();
        Assert.True(CanonicalContent.Extract(message, EpochAlias, SequenceAlias, to));
        return to.WrittenSpan.ToArray();
    }

    private static byte[] Samples((ulong Alias, ulong Value)[] metrics)
    {
        var payload = new SparkplugPayload();
        foreach (var (alias, value) in metrics)
            payload.Metrics.Add(new SparkplugMetric { Alias = alias, Value = SparkplugValue.FromUInt64(value) });
        return SparkplugCodec.Encode(payload);
    }
}
