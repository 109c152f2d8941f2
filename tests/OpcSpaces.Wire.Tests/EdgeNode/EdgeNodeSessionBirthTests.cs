using OpcSpaces.Points;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;
using static OpcSpaces.Wire.Tests.EdgeNode.BrokerEvent;

namespace OpcSpaces.Wire.Tests.EdgeNode;

public sealed class EdgeNodeSessionBirthTests
{
    private readonly FakeBroker _broker = new();

    [Fact]
    [Trait("tck", "tck-id-message-flow-edge-node-birth-publish-will-message")]
    [Trait("tck", "tck-id-message-flow-edge-node-birth-publish-will-message-topic")]
    [Trait("tck", "tck-id-message-flow-edge-node-birth-publish-will-message-qos")]
    [Trait("tck", "tck-id-payloads-ndeath-will-message-qos")]
    [Trait("tck", "tck-id-message-flow-edge-node-birth-publish-will-message-will-retained")]
    [Trait("tck", "tck-id-payloads-ndeath-will-message-retain")]
    [Trait("tck", "tck-id-message-flow-edge-node-birth-publish-will-message-payload-bdSeq")]
    [Trait("tck", "tck-id-topics-ndeath-seq")]
    [Trait("tck", "tck-id-payloads-ndeath-seq")]
    [Trait("tck", "tck-id-topics-ndeath-payload")]
    public async Task The_will_is_an_NDEATH_that_has_only_bdSeq()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);

        var will = Assert.Single(_broker.Connects).Session.Will!;
        Assert.Equal("spBv1.0/nanshan/NDEATH/gw7", will.Topic);
        Assert.Equal(MqttQos.AtLeastOnce, will.Qos);
        Assert.False(will.Retain);
        var payload = SparkplugCodec.Decode(will.Payload.Span);
        Assert.Null(payload.Sequence);
        var metric = Assert.Single(payload.Metrics);
        Assert.Equal("bdSeq", metric.Name);
        Assert.Equal(SparkplugDataType.Int64, metric.DataType);
        Assert.Equal(SparkplugValue.FromInt64(0), metric.Value);
    }

    [Fact]
    [Trait("tck", "tck-id-message-flow-edge-node-birth-publish-will-message-payload-bdSeq")]
    [Trait("tck", "tck-id-topics-nbirth-bdseq-increment")]
    [Trait("tck", "tck-id-topics-nbirth-bdseq-matching")]
    [Trait("tck", "tck-id-payloads-nbirth-bdseq-repeat")]
    [Trait("tck", "tck-id-payloads-ndeath-bdseq")]
    public async Task BdSeq_grows_with_every_CONNECT_and_is_the_same_in_will_and_birth()
    {
        await using var gateway = new GatewayUnderTest { StoredBirthSequence = 254 };
        gateway.Start(_broker);
        await gateway.UntilInSessionAsync();
        // The second CONNECT fails and still uses a number.
        _broker.Refusals = 1;
        _broker.Connection!.Drop();
        await gateway.UntilAsync(() => gateway.Callbacks.Contains("ended"), "the session ended");
        await gateway.PassPauseAsync(_broker);
        await gateway.PassPauseAsync(_broker);
        await gateway.UntilInSessionAsync();

        Assert.Equal([255, 0, 1], _broker.Connects.Select(connect => BirthSequence(SparkplugCodec.Decode(connect.Session.Will!.Payload.Span))));
        Assert.Equal([255, 1], Births().Select(birth => BirthSequence(birth.Decoded)));
        Assert.Equal((byte?)1, gateway.StoredBirthSequence);
    }

    [Fact]
    [Trait("tck", "tck-id-topics-nbirth-bdseq-increment")]
    public async Task BdSeq_starts_at_zero_and_goes_on_after_a_restart_of_the_process()
    {
        await using (var first = await GatewayUnderTest.StartedAsync(_broker))
            Assert.Equal((byte?)0, first.StoredBirthSequence);
        await using var second = new GatewayUnderTest { StoredBirthSequence = 0 };
        second.Start(_broker);
        await second.UntilInSessionAsync();

        Assert.Equal([0, 1], Births().Select(birth => BirthSequence(birth.Decoded)));
    }

    [Fact]
    [Trait("tck", "tck-id-principles-birth-certificates-order")]
    [Trait("tck", "tck-id-message-flow-edge-node-ncmd-subscribe")]
    [Trait("tck", "tck-id-message-flow-device-birth-publish-nbirth-wait")]
    [Trait("tck", "tck-id-payloads-dbirth-order")]
    public async Task Commands_are_subscribed_before_the_NBIRTH_and_the_DBIRTHs_follow_it()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);

        Assert.IsType<Connected>(_broker.Events[0]);
        var subscribed = Assert.IsType<Subscribed>(_broker.Events[1]);
        Assert.Equal([new MqttSubscription("spBv1.0/nanshan/NCMD/gw7", MqttQos.AtLeastOnce)], subscribed.Filters);
        Assert.Equal(
            ["spBv1.0/nanshan/NBIRTH/gw7", "spBv1.0/nanshan/DBIRTH/gw7/zone1", "spBv1.0/nanshan/DBIRTH/gw7/zone2"],
            _broker.Events.Skip(2).Cast<Published>().Select(message => message.Topic));
    }

    [Fact]
    [Trait("tck", "tck-id-topics-nbirth-mqtt")]
    [Trait("tck", "tck-id-payloads-nbirth-qos")]
    [Trait("tck", "tck-id-payloads-nbirth-retain")]
    [Trait("tck", "tck-id-topics-dbirth-mqtt")]
    [Trait("tck", "tck-id-topics-nbirth-seq-num")]
    [Trait("tck", "tck-id-payloads-nbirth-seq")]
    [Trait("tck", "tck-id-topics-dbirth-seq")]
    [Trait("tck", "tck-id-payloads-dbirth-seq-inc")]
    [Trait("tck", "tck-id-topics-nbirth-timestamp")]
    [Trait("tck", "tck-id-payloads-nbirth-timestamp")]
    [Trait("tck", "tck-id-topics-dbirth-timestamp")]
    [Trait("tck", "tck-id-message-flow-device-birth-publish-dbirth-match-edge-node-topic")]
    public async Task Births_are_sent_with_QoS_0_not_retained_with_timestamp_and_seq_from_zero()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);

        var now = (ulong)gateway.Time.GetUtcNow().ToUnixTimeMilliseconds();
        Assert.All(_broker.Messages, (message, index) =>
        {
            Assert.Equal((MqttQos.AtMostOnce, false), (message.Qos, message.Retain));
            Assert.Equal((ulong)index, message.Decoded.Sequence);
            Assert.Equal(now, message.Decoded.Timestamp);
            Assert.Equal(("nanshan", "gw7"), (message.Parsed.Group, message.Parsed.EdgeNode));
        });
    }

    [Fact]
    [Trait("tck", "tck-id-topics-nbirth-metric-reqs")]
    [Trait("tck", "tck-id-operational-behavior-data-publish-nbirth")]
    [Trait("tck", "tck-id-topics-nbirth-metrics")]
    [Trait("tck", "tck-id-topics-dbirth-metric-reqs")]
    [Trait("tck", "tck-id-topics-dbirth-metrics")]
    [Trait("tck", "tck-id-payloads-name-birth-data-requirement")]
    [Trait("tck", "tck-id-payloads-metric-datatype-req")]
    [Trait("tck", "tck-id-payloads-alias-uniqueness")]
    [Trait("tck", "tck-id-payloads-alias-birth-requirement")]
    public async Task Every_metric_of_the_definition_is_in_the_birth_with_name_alias_datatype_and_timestamp()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);

        var births = _broker.Messages.Select(message => message.Decoded).ToArray();
        Assert.Equal(
            gateway.Definition.NodeMetrics.Select(metric => metric.Name).Append("bdSeq").Append("Node Control/Rebirth").Order(),
            births[0].Metrics.Select(metric => metric.Name).Order());
        Assert.Equal(
            gateway.Definition.Devices.SelectMany(device => device.Metrics).Order(ByAlias),
            births.Skip(1).SelectMany(birth => birth.Metrics)
                .Select(metric => new MetricDefinition(metric.Name!, metric.Alias!.Value, metric.DataType)).Order(ByAlias));
        var all = births.SelectMany(birth => birth.Metrics).ToArray();
        Assert.All(all, metric => Assert.NotNull(metric.Timestamp));
        Assert.All(all, metric => Assert.NotEqual(SparkplugDataType.Unknown, metric.DataType));
        var aliases = all.Where(metric => metric.Name != "Node Control/Rebirth").Select(metric => metric.Alias!.Value).ToArray();
        Assert.Equal(aliases.Length, aliases.Distinct().Count());
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-data-publish-nbirth-values")]
    [Trait("tck", "tck-id-operational-behavior-data-publish-dbirth-values")]
    [Trait("tck", "tck-id-operational-behavior-data-publish-nbirth-order")]
    [Trait("tck", "tck-id-operational-behavior-data-publish-dbirth-order")]
    public async Task Values_are_current_unknown_values_are_null_and_metrics_are_in_the_order_of_their_time()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);

        var zone = _broker.Messages[1].Decoded;
        Assert.Equal((SparkplugValue.FromBoolean(true), 1_000ul, 192), Shown(zone.Find("desk/1/occupied")!));
        Assert.Equal((SparkplugValue.FromUInt64(4711), 1_001ul, QualityCode.Stale), Shown(zone.Find("meter/1/energy")!));
        var unknown = _broker.Messages[2].Decoded.Find("desk/1/occupied")!;
        Assert.True(unknown.IsNull);
        Assert.Equal(SparkplugValueKind.None, unknown.Value.Kind);
        Assert.All(_broker.Messages, message =>
            Assert.Equal(message.Decoded.Metrics.Select(metric => metric.Timestamp).Order(), message.Decoded.Metrics.Select(metric => metric.Timestamp)));
    }

    [Fact]
    [Trait("tck", "tck-id-topics-nbirth-rebirth-metric")]
    [Trait("tck", "tck-id-operational-behavior-data-commands-rebirth-name")]
    [Trait("tck", "tck-id-operational-behavior-data-commands-rebirth-datatype")]
    [Trait("tck", "tck-id-operational-behavior-data-commands-rebirth-value")]
    [Trait("tck", "tck-id-operational-behavior-data-commands-rebirth-name-aliases")]
    [Trait("tck", "tck-id-payloads-name-requirement")]
    public async Task The_NBIRTH_has_the_rebirth_metric_without_an_alias()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);

        var rebirth = _broker.Messages[0].Decoded.Find("Node Control/Rebirth")!;
        Assert.Equal((SparkplugDataType.Boolean, SparkplugValue.FromBoolean(false), null), (rebirth.DataType, rebirth.Value, rebirth.Alias));
    }

    [Fact]
    public async Task Births_have_the_position_of_the_outbox()
    {
        await using var gateway = await GatewayUnderTest.StartedAsync(_broker);

        var node = _broker.Messages[0].Decoded;
        Assert.Equal(
            [gateway.Position.Epoch, 40ul, 11ul, 30ul],
            new[] { OutboxMetrics.Epoch, OutboxMetrics.Sequence, OutboxMetrics.First, OutboxMetrics.Committed }.Select(name => node.Find(name)!.Value.Bits));
        Assert.All(_broker.Messages.Skip(1), zone =>
        {
            Assert.Equal(gateway.Position.Epoch, zone.Decoded.Find(OutboxMetrics.Epoch)!.Value.Bits);
            Assert.Equal(40ul, zone.Decoded.Find(OutboxMetrics.Sequence)!.Value.Bits);
        });
        Assert.Equal(gateway.Position, gateway.Session!.Declared);
    }

    private IEnumerable<Published> Births() => _broker.Messages.Where(message => message.Type == SparkplugMessageType.NodeBirth);

    private static int BirthSequence(SparkplugPayload payload) => (int)payload.Find("bdSeq")!.Value.Bits;

    private static (SparkplugValue, ulong, int) Shown(SparkplugMetric metric) => (metric.Value, metric.Timestamp!.Value, metric.Quality);

    private static readonly Comparer<MetricDefinition> ByAlias = Comparer<MetricDefinition>.Create((a, b) => a.Alias.CompareTo(b.Alias));
}
