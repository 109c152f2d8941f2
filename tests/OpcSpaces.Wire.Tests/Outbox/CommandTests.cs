using System.Buffers;
using OpcSpaces.Reference;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Outbox;

public sealed class CommandTests
{
    private const long NowMs = 1_790_000_000_000;

    [Fact]
    [Trait("tck", "tck-id-payloads-ncmd-seq")]
    [Trait("tck", "tck-id-payloads-ncmd-timestamp")]
    [Trait("tck", "tck-id-topics-ncmd-timestamp")]
    [Trait("tck", "tck-id-topics-ncmd-payload")]
    [Trait("tck", "tck-id-payloads-name-requirement")]
    public void The_watermark_is_written_by_name_with_a_time_and_without_seq()
    {
        var bytes = Encode(new CommittedCommand(77, 1234));

        var payload = Payload.Parser.ParseFrom(bytes);
        Assert.Equal((ulong)NowMs, payload.Timestamp);
        Assert.False(payload.HasSeq);
        Assert.Equal(["Outbox/Epoch", "Outbox/Committed"], payload.Metrics.Select(metric => metric.Name));
        Assert.Equal([77ul, 1234ul], payload.Metrics.Select(metric => metric.LongValue));

        Assert.True(CommittedCommand.TryDecode(bytes, out var command));
        Assert.Equal(new CommittedCommand(77, 1234), command);
    }

    [Fact]
    [Trait("tck", "tck-id-payloads-alias-data-cmd-requirement")]
    public void A_metric_that_has_an_alias_is_written_without_its_name()
    {
        var bytes = Encode(new CommittedCommand(77, 0), epochAlias: 4, committedAlias: 5);

        Assert.All(Payload.Parser.ParseFrom(bytes).Metrics, metric => Assert.False(metric.HasName));
        Assert.False(CommittedCommand.TryDecode(bytes, out _));
        Assert.False(CommittedCommand.TryDecode(bytes, out _, 5, 6));
        Assert.True(CommittedCommand.TryDecode(bytes, out var command, 4, 5));
        Assert.Equal(new CommittedCommand(77, 0), command);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(6ul)]
    public void A_watermark_may_carry_the_link_of_its_batch(ulong? chainAlias)
    {
        var command = new CommittedCommand(77, 1234, ChainLink.Genesis(77).Next(1, "zone1", new byte[32]));
        var to = new ArrayBufferWriter<byte>();
        command.Encode(to, NowMs, chainAlias: chainAlias);
        Assert.True(CommittedCommand.TryDecode(to.WrittenSpan, out var read, chainAlias: chainAlias));
        Assert.Equal(command, read);
    }

    [Fact]
    public void A_watermark_with_an_invalid_link_is_refused()
    {
        var payload = new SparkplugPayload();
        payload.Metrics.Add(new SparkplugMetric { Name = OutboxMetrics.Epoch, Value = SparkplugValue.FromUInt64(7) });
        payload.Metrics.Add(new SparkplugMetric { Name = OutboxMetrics.Committed, Value = SparkplugValue.FromUInt64(3) });
        payload.Metrics.Add(new SparkplugMetric { Name = OutboxMetrics.CommittedChain, Value = SparkplugValue.FromBytes(new byte[31]) });
        Assert.False(CommittedCommand.TryDecode(SparkplugCodec.Encode(payload), out _));
    }

    [Fact]
    public void A_watermark_that_is_incomplete_or_broken_is_refused()
    {
        var half = new SparkplugPayload();
        half.Metrics.Add(new SparkplugMetric { Name = OutboxMetrics.Committed, Value = SparkplugValue.FromUInt64(3) });
        Assert.False(CommittedCommand.TryDecode(SparkplugCodec.Encode(half), out _));
        Assert.False(CommittedCommand.TryDecode([.. Encode(new CommittedCommand(77, 3)), 0x12], out _));
        Assert.False(CommittedCommand.TryDecode(Encode(new CommittedCommand(0, 3)), out _));
        Assert.False(CommittedCommand.TryDecode(Encode(), out _));
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-data-commands-ncmd-rebirth-name")]
    [Trait("tck", "tck-id-operational-behavior-data-commands-ncmd-rebirth-value")]
    [Trait("tck", "tck-id-operational-behavior-data-commands-rebirth-name-aliases")]
    [Trait("tck", "tck-id-payloads-ncmd-seq")]
    public void A_rebirth_request_writes_true_by_name()
    {
        var payload = Payload.Parser.ParseFrom(Encode());
        Assert.False(payload.HasSeq);
        var metric = payload.Metrics.Single();
        Assert.Equal("Node Control/Rebirth", metric.Name);
        Assert.False(metric.HasAlias);
        Assert.Equal((uint)SparkplugDataType.Boolean, metric.Datatype);
        Assert.True(metric.BooleanValue);
        Assert.True(AsksForRebirth(Encode()));
    }

    [Fact]
    public void A_command_without_a_true_rebirth_metric_is_no_rebirth_request()
    {
        var no = new SparkplugPayload();
        no.Metrics.Add(new SparkplugMetric { Name = RebirthCommand.MetricName, Value = SparkplugValue.FromBoolean(false) });
        Assert.False(AsksForRebirth(SparkplugCodec.Encode(no)));
        Assert.False(AsksForRebirth(Encode(new CommittedCommand(1, 1))));
        Assert.False(AsksForRebirth([]));
    }

    private static bool AsksForRebirth(ReadOnlySpan<byte> payload) => NodeCommandMessage.TryRead(payload, born: null, out var command) && command.Rebirth;

    private static byte[] Encode(CommittedCommand command, ulong? epochAlias = null, ulong? committedAlias = null)
    {
        var to = new ArrayBufferWriter<byte>();
        command.Encode(to, NowMs, epochAlias, committedAlias);
        return to.WrittenSpan.ToArray();
    }

    private static byte[] Encode()
    {
        var to = new ArrayBufferWriter<byte>();
        RebirthCommand.Encode(to, NowMs);
        return to.WrittenSpan.ToArray();
    }
}
