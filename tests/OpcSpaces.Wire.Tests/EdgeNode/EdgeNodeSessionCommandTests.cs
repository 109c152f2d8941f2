using System.Buffers;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.EdgeNode;

public sealed class EdgeNodeSessionCommandTests
{
    private const string CommandTopic = "spBv1.0/nanshan/NCMD/gw7";
    private readonly FakeBroker _broker = new();

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-data-commands-rebirth-action-1")]
    [Trait("tck", "tck-id-operational-behavior-data-commands-rebirth-action-2")]
    [Trait("tck", "tck-id-operational-behavior-data-commands-rebirth-action-3")]
    [Trait("tck", "tck-id-payloads-nbirth-bdseq-repeat")]
    public async Task A_rebirth_request_stops_data_at_once_then_all_births_are_sent_with_the_same_bdSeq_then_data_continues()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);
        var stall = new TaskCompletionSource();
        _broker.BeforePublish = _ => stall.Task;
        // When the request comes, one message is being published and three wait after it.
        var data = Enumerable.Range(41, 4).Select(i => gateway.Session!.PublishDataAsync("zone1", (ulong)i, gateway.Content()).AsTask()).ToArray();
        _broker.Deliver(CommandTopic, Rebirth());
        gateway.Position = gateway.Position with { LastSequence = 44 };
        stall.SetResult();
        await Task.WhenAll(data);
        await gateway.UntilAsync(() => gateway.Callbacks.Contains("reborn"), "the rebirth");

        Assert.Equal(
            ["DDATA", "NBIRTH", "DBIRTH", "DBIRTH", "DDATA", "DDATA", "DDATA"],
            _broker.Messages.Skip(3).Select(message => message.Topic.Split('/')[2]));
        Assert.Equal([3, 0, 1, 2, 3, 4, 5], _broker.Messages.Skip(3).Select(message => (int)message.Decoded.Sequence!.Value));
        Assert.Equal(_broker.Messages[0].Decoded.Find("bdSeq")!.Value, _broker.Messages[4].Decoded.Find("bdSeq")!.Value);
        // The new birth declares 44, so the batches after it are historical.
        Assert.Equal([false, true], new[] { 3, 7 }.Select(i => _broker.Messages[i].Decoded.Metrics[2].IsHistorical));
        Assert.Equal(["started", "rebirth requested", "reborn"], gateway.Callbacks);
        Assert.Single(_broker.Connects);
    }

    [Fact]
    public async Task A_watermark_that_comes_while_the_births_are_being_sent_is_understood_by_its_aliases()
    {
        await using var gateway = new GatewayUnderTest();
        var answer = new ArrayBufferWriter<byte>();
        new CommittedCommand(gateway.Position.Epoch, 39).Encode(answer, 0, gateway.Alias(null, OutboxMetrics.Epoch), gateway.Alias(null, OutboxMetrics.Committed));
        _broker.BeforePublish = topic =>
        {
            // The host has already committed after the NBIRTH.
            if (topic.EndsWith("zone2", StringComparison.Ordinal)) _broker.Deliver(CommandTopic, answer.WrittenSpan.ToArray());
            return Task.CompletedTask;
        };
        gateway.Start(_broker);
        await gateway.UntilInSessionAsync();
        Assert.Equal([(gateway.Position.Epoch, 39UL)], gateway.Committed);
    }

    [Fact]
    public async Task The_gateway_may_start_a_rebirth_by_itself()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);

        Assert.True(await gateway.Session!.RebirthAsync());

        Assert.Equal(6, _broker.Messages.Count);
        Assert.Equal(2, gateway.Runner!.Counters[EdgeNodeEvent.Born]);
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-device-ddeath")]
    [Trait("tck", "tck-id-payloads-ddeath-seq")]
    [Trait("tck", "tck-id-payloads-ddeath-seq-inc")]
    [Trait("tck", "tck-id-payloads-ddeath-timestamp")]
    public async Task A_zone_that_is_gone_at_a_rebirth_gets_its_DDEATH_first()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);
        gateway.Definition = gateway.Define("zone2");

        await gateway.Session!.RebirthAsync();

        var death = _broker.Messages[3];
        Assert.Equal("spBv1.0/nanshan/DDEATH/gw7/zone1", death.Topic);
        Assert.Equal(3ul, death.Decoded.Sequence);
        Assert.NotNull(death.Decoded.Timestamp);
        Assert.Equal(["NBIRTH", "DBIRTH"], _broker.Messages.Skip(4).Select(message => message.Topic.Split('/')[2]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await gateway.Session!.PublishDataAsync("zone1", 41, gateway.Content()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_watermark_reaches_the_gateway_by_alias_and_by_name(bool byAlias)
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);
        var command = new ArrayBufferWriter<byte>();
        new CommittedCommand(77, 39).Encode(
            command, 1, byAlias ? gateway.Alias(null, OutboxMetrics.Epoch) : null, byAlias ? gateway.Alias(null, OutboxMetrics.Committed) : null);

        _broker.Deliver(CommandTopic, command.WrittenSpan.ToArray());

        Assert.Equal([(77ul, 39ul)], gateway.Committed);
        Assert.Equal(3, _broker.Messages.Count);
        Assert.Equal((0, 0), (gateway.Runner!.Counters[EdgeNodeEvent.CommandRefused], gateway.Runner.Counters[EdgeNodeEvent.CommandMalformed]));
    }

    [Fact]
    public async Task Metrics_that_a_host_may_not_write_are_counted_and_ignored()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);
        var counters = gateway.Runner!.Counters;

        _broker.Deliver(CommandTopic, Command(("Node Control/Reboot", SparkplugValue.FromBoolean(true)), ("Health/Load", SparkplugValue.FromFloat(1))));
        _broker.Deliver(CommandTopic, Command(("Node Control/Rebirth", SparkplugValue.FromBoolean(false))));
        _broker.Deliver(CommandTopic, Command(("Node Control/Rebirth", SparkplugValue.FromString("true"))));
        Assert.Equal((4, 0), (counters[EdgeNodeEvent.CommandRefused], counters[EdgeNodeEvent.CommandMalformed]));

        _broker.Deliver(CommandTopic, Command((OutboxMetrics.Committed, SparkplugValue.FromUInt64(39))));
        _broker.Deliver(CommandTopic, [0x12, 0xFF, 0x01]);
        _broker.Deliver(CommandTopic, Rebirth(), retained: true);
        Assert.Equal((4, 3), (counters[EdgeNodeEvent.CommandRefused], counters[EdgeNodeEvent.CommandMalformed]));
        Assert.Empty(gateway.Committed);
        Assert.Equal(["started"], gateway.Callbacks);
    }

    private static byte[] Rebirth()
    {
        var buffer = new ArrayBufferWriter<byte>();
        RebirthCommand.Encode(buffer, 1);
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Command(params (string Name, SparkplugValue Value)[] metrics)
    {
        var payload = new SparkplugPayload();
        foreach (var (name, value) in metrics) payload.Metrics.Add(new SparkplugMetric { Name = name, Value = value });
        var buffer = new ArrayBufferWriter<byte>();
        SparkplugCodec.Encode(payload, buffer);
        return buffer.WrittenSpan.ToArray();
    }
}
