using System.Text;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Sparkplug;
using OpcSpaces.Wire.Tests.EdgeNode;
using static OpcSpaces.Wire.Tests.EdgeNode.BrokerEvent;

namespace OpcSpaces.Wire.Tests.Host;

public sealed class HostConnectionTests
{
    private const string StateTopic = "spBv1.0/STATE/opcspaces";
    private static readonly long Now = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    private readonly FakeBroker _broker = new();

    [Fact]
    [Trait("tck", "tck-id-host-topic-phid-death-required")]
    [Trait("tck", "tck-id-host-topic-phid-death-topic")]
    [Trait("tck", "tck-id-host-topic-phid-death-qos")]
    [Trait("tck", "tck-id-host-topic-phid-death-retain")]
    [Trait("tck", "tck-id-host-topic-phid-death-payload")]
    public async Task The_will_is_STATE_offline_with_QoS_1_retained()
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);

        var will = Assert.Single(_broker.Connects).Session.Will!;
        Assert.Equal((StateTopic, MqttQos.AtLeastOnce, true), (will.Topic, will.Qos, will.Retain));
        Assert.Equal($$"""{"online":false,"timestamp":{{Now}}}""", Encoding.UTF8.GetString(will.Payload.Span));
    }

    [Fact]
    [Trait("tck", "tck-id-host-topic-phid-birth-sub-required")]
    [Trait("tck", "tck-id-message-flow-phid-sparkplug-subscription")]
    [Trait("tck", "tck-id-host-topic-phid-birth-required")]
    [Trait("tck", "tck-id-host-topic-phid-birth-message")]
    [Trait("tck", "tck-id-host-topic-phid-birth-topic")]
    [Trait("tck", "tck-id-host-topic-phid-birth-qos")]
    [Trait("tck", "tck-id-host-topic-phid-birth-retain")]
    [Trait("tck", "tck-id-host-topic-phid-birth-payload")]
    [Trait("tck", "tck-id-host-topic-phid-birth-payload-timestamp")]
    [Trait("tck", "tck-id-principles-birth-certificates-order")]
    public async Task The_host_subscribes_first_and_then_publishes_STATE_online_with_the_wills_timestamp()
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);

        var filters = Assert.IsType<Subscribed>(_broker.Events[1]).Filters;
        Assert.Equal(
            [StateTopic, "spBv1.0/+/NBIRTH/+", "spBv1.0/+/DBIRTH/+/+", "spBv1.0/+/NDATA/+", "spBv1.0/+/DDATA/+/+", "spBv1.0/+/NDEATH/+", "spBv1.0/+/DDEATH/+/+"],
            filters.Select(filter => filter.Filter));
        var birth = Assert.IsType<Published>(_broker.Events[2]);
        Assert.Equal((StateTopic, MqttQos.AtLeastOnce, true), (birth.Topic, birth.Qos, birth.Retain));
        Assert.Equal($$"""{"online":true,"timestamp":{{Now}}}""", Encoding.UTF8.GetString(birth.Payload));
        Assert.Equal(["connected", $"online {Now}"], host.Callbacks);
    }

    [Fact]
    public async Task Groups_can_be_chosen()
    {
        await using var host = new HostUnderTest();
        host.Options.Groups = ["nanshan", "futian"];
        host.Start(_broker);
        await host.UntilAsync(() => host.Connection!.IsOnline, "the host is online");

        var filters = Assert.IsType<Subscribed>(_broker.Events[1]).Filters.Select(filter => filter.Filter).ToArray();
        Assert.Equal(13, filters.Length);
        Assert.Contains("spBv1.0/futian/DDATA/+/+", filters);
        Assert.DoesNotContain(filters, filter => filter.StartsWith("spBv1.0/+", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("tck", "tck-id-message-flow-hid-sparkplug-state-message-delivered")]
    public async Task A_host_that_sees_itself_offline_publishes_online_again_with_the_same_timestamp()
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);

        _broker.Deliver(StateTopic, new HostState(true, Now).ToUtf8());
        _broker.Deliver(StateTopic, new HostState(false, Now - 5).ToUtf8());
        await host.UntilAsync(() => _broker.Messages.Count == 2, "STATE online once more");

        Assert.Equal(_broker.Messages[0].Payload, _broker.Messages[1].Payload);
        Assert.Equal((MqttQos.AtLeastOnce, true), (_broker.Messages[1].Qos, _broker.Messages[1].Retain));
        Assert.Equal(1, host.Connection!.Counters[HostConnectionEvent.StateRepublished]);
    }

    [Fact]
    [Trait("tck", "tck-id-host-topic-phid-death-payload-disconnect-clean")]
    public async Task An_intended_end_publishes_offline_with_the_present_time_and_then_disconnects_without_the_will()
    {
        var host = await HostUnderTest.StartedAsync(_broker);
        host.Time.Advance(TimeSpan.FromMinutes(3));
        await host.DisposeAsync();

        var death = Assert.IsType<Published>(_broker.Events[^2]);
        Assert.Equal((StateTopic, MqttQos.AtLeastOnce, true), (death.Topic, death.Qos, death.Retain));
        Assert.Equal($$"""{"online":false,"timestamp":{{Now + 180_000}}}""", Encoding.UTF8.GetString(death.Payload));
        Assert.Equal(new Disconnected(SendWill: false), _broker.Events[^1]);
        Assert.Equal(Now + 180_000, host.StoredTimestamp);
        Assert.True(_broker.Connection!.IsDisposed);
    }

    [Fact]
    public async Task The_timestamp_does_not_go_back_when_the_clock_does()
    {
        await using var host = new HostUnderTest { StoredTimestamp = Now + 86_400_000 };
        host.Start(_broker);
        await host.UntilAsync(() => host.Connection!.IsOnline, "the host is online");

        Assert.Equal(Now + 86_400_001, host.StoredTimestamp);
        Assert.Contains($"online {Now + 86_400_001}", host.Callbacks);
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-host-application-multi-server-timestamp")]
    public async Task On_two_brokers_each_connection_keeps_a_timestamp_of_its_own()
    {
        var second = new FakeBroker();
        await using var here = new HostUnderTest { StoredTimestamp = Now + 10 };
        await using var there = new HostUnderTest { StoredTimestamp = Now + 500 };
        here.Start(_broker);
        there.Start(second);
        await here.UntilAsync(() => here.Connection!.IsOnline && there.Connection!.IsOnline, "both are online");

        Assert.Equal(
            [Now + 11, Now + 501], new[] { _broker, second }.Select(broker => Timestamp(broker.Messages.Single().Payload)));
    }

    [Fact]
    public async Task A_lost_connection_is_replaced_by_one_with_a_new_timestamp_after_a_pause()
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);
        _broker.Refusals = 1;
        _broker.Connection!.Drop();
        await PassPausesAsync(host, connects: 3);
        await host.UntilAsync(() => host.Connection!.IsOnline, "the host is online again");

        var timestamps = _broker.Connects.Select(connect => Timestamp(connect.Session.Will!.Payload.Span)).ToArray();
        Assert.Equal(timestamps.Order().Distinct(), timestamps);
        Assert.Equal(timestamps[2], Timestamp(_broker.Messages[^1].Payload));
        Assert.Equal(["connected", "online", "offline", "offline", "connected", "online"], host.Callbacks.Select(line => line.Split(' ')[0]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_hosts_under_one_id_leave_each_other_alone_for_a_while_and_name_the_suspicion(bool brokerSaysWhy)
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);
        var from = host.Time.GetUtcNow();
        for (var round = 0; round < 30; round++)
        {
            var connects = _broker.Connects.Count;
            // The twin throws us out as soon as we are online.
            if (brokerSaysWhy) _broker.Connection!.TakeOver();
            else _broker.Connection!.Drop();
            await host.UntilAsync(() => host.Callbacks.Count(line => line == "offline") > round, "the host has noticed it");
            while (_broker.Connects.Count == connects)
            {
                await host.UntilAsync(() => host.Time.ActiveTimers > 0 || _broker.Connects.Count > connects, "the pause");
                host.Time.Advance(TimeSpan.FromMilliseconds(100));
            }

            await host.UntilAsync(() => host.Connection!.IsOnline, "the host is online again");
        }

        // Twice a second it would be 15 s; the bound of the pauses is 30 s, and they are half of it on average.
        Assert.InRange((host.Time.GetUtcNow() - from).TotalSeconds, 150, 900);
        Assert.Contains(host.Callbacks, line => line.StartsWith("suspicion", StringComparison.Ordinal) && line.Contains("'host-opcspaces'", StringComparison.Ordinal));

        // A session that lasts ends the suspicion, and the next pause is short again.
        host.Time.Advance(TimeSpan.FromMinutes(2));
        var heard = host.Callbacks.Length;
        _broker.Connection!.Drop();
        await PassPausesAsync(host, connects: 32);
        await host.UntilAsync(() => host.Connection!.IsOnline, "the host is online again");
        Assert.DoesNotContain(host.Callbacks.Skip(heard), line => line.StartsWith("suspicion", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_retained_STATE_of_its_own_from_the_future_is_overtaken_on_a_new_connection()
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);
        _broker.Deliver(StateTopic, new HostState(false, Now + 5_000_000).ToUtf8(), retained: true);
        await host.UntilAsync(() => !host.Connection!.IsOnline, "the connection was given up");
        await PassPausesAsync(host, connects: 2);
        await host.UntilAsync(() => host.Connection!.IsOnline, "the host is online again");

        Assert.Equal(Now + 5_000_001, host.StoredTimestamp);
    }

    [Fact]
    public async Task Messages_reach_the_listener_but_not_retained_ones_and_not_STATE()
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);

        _broker.Deliver("spBv1.0/nanshan/NBIRTH/gw7", [1], retained: true);
        _broker.Deliver("spBv1.0/nanshan/NBIRTH/gw7", [1]);
        _broker.Deliver(StateTopic, "nonsense");

        Assert.Equal(["message spBv1.0/nanshan/NBIRTH/gw7"], host.Callbacks.Skip(2).Where(line => !line.StartsWith("suspicion", StringComparison.Ordinal)));
        Assert.Equal(1, host.Connection!.Counters[HostConnectionEvent.RetainedDropped]);
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-data-commands-ncmd-rebirth-verb")]
    [Trait("tck", "tck-id-operational-behavior-data-commands-ncmd-rebirth-name")]
    [Trait("tck", "tck-id-operational-behavior-data-commands-ncmd-rebirth-value")]
    [Trait("tck", "tck-id-topics-ncmd-mqtt")]
    [Trait("tck", "tck-id-payloads-ncmd-seq")]
    public async Task A_rebirth_request_is_an_NCMD_with_QoS_0_not_retained_and_without_seq()
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);

        Assert.True(await host.Connection!.RequestRebirthAsync(BornNode()));

        var command = _broker.Messages[^1];
        Assert.Equal("spBv1.0/nanshan/NCMD/gw7", command.Topic);
        Assert.Equal((MqttQos.AtMostOnce, false), (command.Qos, command.Retain));
        Assert.Null(command.Decoded.Sequence);
        var metric = Assert.Single(command.Decoded.Metrics);
        Assert.Equal(("Node Control/Rebirth", SparkplugValue.FromBoolean(true)), (metric.Name, metric.Value));
    }

    [Fact]
    public async Task A_gateway_that_answers_before_STATE_is_acknowledged_gets_its_commands()
    {
        var acknowledged = new TaskCompletionSource();
        var published = new TaskCompletionSource();
        _broker.BeforePublish = topic =>
        {
            if (topic != StateTopic) return Task.CompletedTask;
            published.TrySetResult();
            return acknowledged.Task;
        };
        await using var host = new HostUnderTest();
        host.Start(_broker);
        await published.Task.WaitAsync(Eventually.Patience);
        var isSent = await host.Connection!.SendCommittedAsync(BornNode(), new CommittedCommand(77, 39));
        acknowledged.SetResult();
        await host.UntilAsync(() => host.Connection.IsOnline, "the host is online");
        Assert.True(isSent);
    }

    [Fact]
    [Trait("tck", "tck-id-payloads-alias-data-cmd-requirement")]
    [Trait("tck", "tck-id-payloads-metric-datatype-not-req")]
    public async Task A_watermark_is_sent_with_the_aliases_of_the_birth()
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);

        Assert.True(await host.Connection!.SendCommittedAsync(BornNode(), new CommittedCommand(77, 39)));

        var command = _broker.Messages[^1];
        Assert.Equal((MqttQos.AtMostOnce, false), (command.Qos, command.Retain));
        Assert.Null(command.Decoded.Sequence);
        Assert.All(command.Decoded.Metrics, metric => Assert.Equal((null, SparkplugDataType.Unknown), (metric.Name, metric.DataType)));
        Assert.True(CommittedCommand.TryDecode(command.Payload, out var committed, 2, 5));
        Assert.Equal(new CommittedCommand(77, 39), committed);
        Assert.Equal(1, host.Connection.Counters[HostConnectionEvent.CommandSent]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_chain_link_is_sent_only_to_a_gateway_whose_birth_has_a_metric_for_it(bool knows)
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);
        var watermark = new CommittedCommand(77, 39, ChainLink.Genesis(77));
        var node = BornNode(birth =>
        {
            if (knows) birth.Metrics.Add(new SparkplugMetric { Name = OutboxMetrics.CommittedChain, Alias = 6, DataType = SparkplugDataType.Bytes, IsNull = true });
        });

        Assert.True(await host.Connection!.SendCommittedAsync(node, watermark));

        Assert.True(CommittedCommand.TryDecode(_broker.Messages[^1].Payload, out var committed, 2, 5, 6));
        Assert.Equal(knows ? watermark : watermark with { Chain = null }, committed);
    }

    [Fact]
    public async Task A_command_without_a_connection_is_lost_and_counted()
    {
        await using var host = await HostUnderTest.StartedAsync(_broker);
        _broker.Connection!.Drop();
        await host.UntilAsync(() => !host.Connection!.IsOnline, "the connection is gone");

        Assert.False(await host.Connection!.RequestRebirthAsync(BornNode()));
        Assert.Equal(1, host.Connection.Counters[HostConnectionEvent.CommandLost]);
    }

    [Fact]
    public void Invalid_options_are_refused_with_every_fault()
    {
        var options = new HostConnectionOptions
        {
            HostId = "a/b",
            Groups = ["+", "sound"],
            KeepAliveSeconds = 0,
            FirstReconnectDelayMs = 0,
            LongestReconnectDelayMs = -1,
            FarewellTimeoutMs = 0,
        };
        Assert.Equal(6, options.Faults().Count);
        var host = new HostUnderTest();
        Assert.Throws<ArgumentException>(() => new HostConnection(_broker, options, host, host, TimeProvider.System));
    }

    private async Task PassPausesAsync(HostUnderTest host, int connects)
    {
        for (var ms = 0; _broker.Connects.Count < connects && ms < 20_000; ms++)
        {
            await host.UntilAsync(() => host.Time.ActiveTimers > 0 || _broker.Connects.Count >= connects, "the host pauses between two connections");
            host.Time.Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    private static NodeState BornNode(Action<SparkplugPayload>? change = null)
    {
        var session = new HostSession(new HostSessionOptions());
        new Peer(session, new RecordedEvents()).NodeBirth(change);
        return session.Nodes.Single();
    }

    private static long Timestamp(ReadOnlySpan<byte> payload) => HostState.TryParse(payload, out var state) ? state.TimestampMs : -1;
}
