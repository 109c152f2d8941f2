using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.EdgeNode;

public sealed class EdgeNodeSessionDataTests
{
    private readonly FakeBroker _broker = new();

    [Fact]
    [Trait("tck", "tck-id-topics-ndata-mqtt")]
    [Trait("tck", "tck-id-topics-ddata-mqtt")]
    [Trait("tck", "tck-id-payloads-sequence-num-always-included")]
    [Trait("tck", "tck-id-payloads-ndata-seq-inc")]
    [Trait("tck", "tck-id-payloads-ddata-seq-inc")]
    [Trait("tck", "tck-id-payloads-metric-datatype-not-req")]
    [Trait("tck", "tck-id-payloads-alias-data-cmd-requirement")]
    [Trait("tck", "tck-id-payloads-name-birth-data-requirement")]
    public async Task Data_has_the_next_seq_aliases_and_timestamps_but_no_names_and_no_datatypes()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);

        Assert.True(await gateway.Session!.PublishDataAsync("zone1", 41, gateway.Content()));
        Assert.True(await gateway.Session.PublishDataAsync(null, 42, ReadOnlyMemory<byte>.Empty));

        var sent = _broker.Messages.Skip(3).ToArray();
        Assert.Equal(["spBv1.0/nanshan/DDATA/gw7/zone1", "spBv1.0/nanshan/NDATA/gw7"], sent.Select(message => message.Topic));
        Assert.All(sent, message => Assert.Equal((MqttQos.AtMostOnce, false), (message.Qos, message.Retain)));
        Assert.Equal([3ul, 4ul], sent.Select(message => message.Decoded.Sequence!.Value));
        Assert.All(sent.SelectMany(message => message.Decoded.Metrics), metric =>
        {
            Assert.Null(metric.Name);
            Assert.NotNull(metric.Alias);
            Assert.NotNull(metric.Timestamp);
            Assert.Equal(SparkplugDataType.Unknown, metric.DataType);
        });
        Assert.True(OutboxMessageReader.TryRead(
            sent[0].Payload, gateway.Alias("zone1", OutboxMetrics.Epoch), gateway.Alias("zone1", OutboxMetrics.Sequence), out var epoch, out var sequence));
        Assert.Equal((gateway.Position.Epoch, 41ul), (epoch, sequence));
    }

    [Fact]
    [Trait("tck", "tck-id-payloads-sequence-num-incrementing")]
    [Trait("tck", "tck-id-payloads-sequence-num-always-included")]
    public async Task Seq_is_one_counter_for_node_and_zones_and_wraps_after_255_whoever_publishes()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);
        var session = gateway.Session!;

        await Parallel.ForEachAsync(Enumerable.Range(0, 600), async (i, stop) =>
            Assert.True(await session.PublishDataAsync(i % 3 == 0 ? null : $"zone{i % 3}", 41 + (ulong)i, gateway.Content(), stop)));

        Assert.Equal(
            Enumerable.Range(0, 603).Select(i => (ulong)(i % 256)),
            _broker.Messages.Select(message => message.Decoded.Sequence!.Value));
    }

    [Fact]
    public async Task Messages_leave_in_the_order_of_the_calls_even_when_the_transport_holds_one_up()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);
        var stall = new TaskCompletionSource();
        _broker.BeforePublish = _ => stall.Task;

        var calls = Enumerable.Range(41, 50).Select(i => gateway.Session!.PublishDataAsync("zone1", (ulong)i, gateway.Content()).AsTask()).ToArray();
        Assert.DoesNotContain(calls, call => call.IsCompleted);
        stall.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal(Enumerable.Range(41, 50), _broker.Messages.Skip(3).Select(message => (int)message.Decoded.Metrics[1].Value.Bits));
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-data-publish-dbirth-order")]
    public async Task Batches_that_the_birth_already_contains_are_historical_and_later_ones_are_not()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);

        await gateway.Session!.PublishDataAsync("zone1", 40, gateway.Content());
        await gateway.Session.PublishDataAsync("zone1", 41, gateway.Content());

        Assert.True(Reading(3).IsHistorical);
        Assert.False(Reading(4).IsHistorical);

        SparkplugMetric Reading(int message) => _broker.Messages[message].Decoded.Metrics[2];
    }

    [Fact]
    [Trait("tck", "tck-id-payloads-ndata-order")]
    [Trait("tck", "tck-id-payloads-ddata-order")]
    public async Task The_listener_gets_the_session_only_after_the_last_birth()
    {
        await using var gateway = new GatewayUnderTest();
        var stall = new TaskCompletionSource();
        _broker.BeforePublish = topic => topic.EndsWith("DBIRTH/gw7/zone2", StringComparison.Ordinal) ? stall.Task : Task.CompletedTask;
        gateway.Start(_broker);
        await gateway.UntilAsync(() => _broker.Messages.Count == 2, "all births but the last are out");
        Assert.Null(gateway.Session);

        stall.SetResult();
        await gateway.UntilInSessionAsync();
        Assert.Equal(3, _broker.Messages.Count);
    }

    [Fact]
    public async Task Data_of_a_zone_without_a_birth_throws_and_uses_no_seq()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);

        await Assert.ThrowsAsync<ArgumentException>(async () => await gateway.Session!.PublishDataAsync("zone9", 41, gateway.Content()));
        await gateway.Session!.PublishDataAsync("zone1", 41, gateway.Content());

        Assert.Equal(3ul, _broker.Messages[^1].Decoded.Sequence);
    }

    [Fact]
    public async Task Publishing_after_the_connection_broke_returns_false()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);
        var session = gateway.Session!;
        _broker.Connection!.Drop();

        Assert.False(await session.PublishDataAsync("zone1", 41, gateway.Content()));
        Assert.Equal(Wire.EdgeNode.SessionEndReason.ConnectionLost, (await session.Ended).Reason);
        Assert.False(await session.PublishDataAsync("zone1", 41, gateway.Content()));
        Assert.False(await session.RebirthAsync());
        Assert.True(_broker.Connection!.IsDisposed);
    }
}
