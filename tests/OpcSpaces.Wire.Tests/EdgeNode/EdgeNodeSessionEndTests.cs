using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Sparkplug;
using static OpcSpaces.Wire.Tests.EdgeNode.BrokerEvent;

namespace OpcSpaces.Wire.Tests.EdgeNode;

public sealed class EdgeNodeSessionEndTests
{
    private const string StateTopic = "spBv1.0/STATE/opcspaces";
    private readonly FakeBroker _broker = new();

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-edge-node-intentional-disconnect-ndeath")]
    [Trait("tck", "tck-id-payloads-ndeath-will-message-publisher-disconnect-mqtt50")]
    [Trait("tck", "tck-id-payloads-ndeath-bdseq")]
    public async Task An_intended_end_publishes_the_NDEATH_and_disconnects_with_the_will()
    {
        var gateway = await GatewayUnderTest.StartedAsync(_broker);
        await gateway.DisposeAsync();

        var death = Assert.IsType<Published>(_broker.Events[^2]);
        Assert.Equal("spBv1.0/nanshan/NDEATH/gw7", death.Topic);
        Assert.Equal((MqttQos.AtLeastOnce, false), (death.Qos, death.Retain));
        Assert.Equal(_broker.Connects[0].Session.Will!.Payload.ToArray(), death.Payload);
        Assert.Equal(new Disconnected(SendWill: true), _broker.Events[^1]);
        Assert.Equal(SessionEndReason.Stopped, gateway.LastEnd!.Reason);
        Assert.True(_broker.Connection!.IsDisposed);
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_the_NDEATH_is_left_after_the_timeout()
    {
        var gateway = await GatewayUnderTest.StartedAsync(_broker);
        _broker.BeforePublish = _ => new TaskCompletionSource().Task;

        var stopping = gateway.StopAsync();
        await gateway.UntilAsync(() => gateway.Time.ActiveTimers > 0, "the goodbye waits");
        gateway.Time.Advance(TimeSpan.FromMilliseconds(gateway.Options.FarewellTimeoutMs));
        await stopping;

        Assert.Equal(SessionEndReason.Stopped, gateway.LastEnd!.Reason);
        Assert.True(_broker.Connection!.IsDisposed);
        Assert.DoesNotContain(_broker.Events, e => e is Disconnected);
    }

    [Fact]
    [Trait("tck", "tck-id-message-flow-edge-node-birth-publish-phid-wait")]
    [Trait("tck", "tck-id-message-flow-edge-node-birth-publish-phid-wait-id")]
    [Trait("tck", "tck-id-message-flow-edge-node-birth-publish-phid-wait-online")]
    [Trait("tck", "tck-id-principles-birth-certificates-order")]
    public async Task Nothing_is_published_until_the_primary_host_is_online()
    {
        await using var gateway = WaitingGateway();
        gateway.Start(_broker);
        await gateway.UntilAsync(() => _broker.Events.Count == 2, "the subscriptions");
        Assert.Equal(
            ["spBv1.0/nanshan/NCMD/gw7", StateTopic], Assert.IsType<Subscribed>(_broker.Events[1]).Filters.Select(filter => filter.Filter));

        _broker.Deliver("spBv1.0/STATE/another", GatewayUnderTest.State(true, 100));
        _broker.Deliver(StateTopic, "ONLINE");
        _broker.Deliver(StateTopic, GatewayUnderTest.State(false, 100), retained: true);
        await AssertStillWaitingAsync(gateway);

        _broker.Deliver(StateTopic, GatewayUnderTest.State(true, 100));
        await gateway.UntilInSessionAsync();
        Assert.Equal(3, _broker.Messages.Count);
        Assert.Equal(1, gateway.Runner!.Counters[EdgeNodeEvent.StateMalformed]);
    }

    [Fact]
    [Trait("tck", "tck-id-message-flow-edge-node-birth-publish-phid-wait-timestamp")]
    public async Task An_online_message_older_than_the_one_before_is_ignored()
    {
        await using var gateway = WaitingGateway();
        gateway.Start(_broker);
        await gateway.UntilAsync(() => _broker.Events.Count == 2, "the subscriptions");
        _broker.Deliver(StateTopic, GatewayUnderTest.State(false, 200));
        _broker.Deliver(StateTopic, GatewayUnderTest.State(true, 199));
        await AssertStillWaitingAsync(gateway);
        Assert.Equal(1, gateway.Runner!.Counters[EdgeNodeEvent.StateOutdated]);

        _broker.Deliver(StateTopic, GatewayUnderTest.State(true, 200));
        await gateway.UntilInSessionAsync();
    }

    [Fact]
    [Trait("tck", "tck-id-message-flow-edge-node-birth-publish-phid-offline")]
    [Trait("tck", "tck-id-operational-behavior-edge-node-termination-host-offline")]
    public async Task When_the_primary_host_goes_offline_the_session_ends_with_an_NDEATH_and_a_new_one_begins()
    {
        await using var gateway = WaitingGateway();
        gateway.Start(_broker);
        await BringOnlineAsync(gateway, 500);

        _broker.Deliver(StateTopic, GatewayUnderTest.State(false, 500));
        await gateway.UntilAsync(() => gateway.LastEnd is not null, "the session ended");

        Assert.Equal(SessionEndReason.HostOffline, gateway.LastEnd!.Reason);
        Assert.Equal(SparkplugMessageType.NodeDeath, Assert.IsType<Published>(_broker.Events[^2]).Type);
        Assert.Equal(new Disconnected(SendWill: true), _broker.Events[^1]);
        await gateway.PassPauseAsync(_broker);
        await BringOnlineAsync(gateway, 501);
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-edge-node-termination-host-offline-timestamp")]
    public async Task An_offline_message_older_than_the_last_online_one_is_ignored()
    {
        await using var gateway = WaitingGateway();
        gateway.Start(_broker);
        await BringOnlineAsync(gateway, 500);

        _broker.Deliver(StateTopic, GatewayUnderTest.State(false, 499));

        Assert.True(await gateway.Session!.PublishDataAsync("zone1", 41, gateway.Content()));
        Assert.Equal(1, gateway.Runner!.Counters[EdgeNodeEvent.StateOutdated]);
        Assert.Null(gateway.LastEnd);
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-edge-node-termination-host-offline-reconnect")]
    [Trait("tck", "tck-id-operational-behavior-primary-application-state-with-multiple-servers-walk")]
    [Trait("tck", "tck-id-operational-behavior-primary-application-state-with-multiple-servers-single-server")]
    public async Task With_several_brokers_the_gateway_goes_to_the_one_where_its_host_is_online_and_uses_one_at_a_time()
    {
        var second = new FakeBroker();
        await using var gateway = WaitingGateway();
        gateway.Start(_broker, second);
        await gateway.UntilAsync(() => _broker.Events.Count == 2, "the subscriptions on the first broker");

        _broker.Deliver(StateTopic, GatewayUnderTest.State(false, 100));
        await gateway.UntilAsync(() => gateway.LastEnd is not null, "the first broker was left");
        Assert.True(_broker.Connection!.IsDisposed);
        Assert.Empty(second.Connects);
        await gateway.PassPauseAsync(second);
        await gateway.UntilAsync(() => second.Events.Count == 2, "the subscriptions on the second broker");
        // Timestamps are kept per broker: this one is lower than the first broker's.
        second.Deliver(StateTopic, GatewayUnderTest.State(true, 50));
        await gateway.UntilInSessionAsync();

        second.Deliver(StateTopic, GatewayUnderTest.State(false, 50));
        await gateway.UntilAsync(() => second.Connection!.IsDisposed, "the second broker was left");
        await gateway.PassPauseAsync(_broker);
    }

    [Fact]
    public async Task A_host_that_never_comes_is_told_after_half_a_minute_and_every_ten_minutes_with_what_came_instead()
    {
        await using var gateway = WaitingGateway();
        gateway.Start(_broker);
        await WaitAsync(seconds: 29);
        Assert.Empty(gateway.Waits);
        await WaitAsync(seconds: 1);
        await gateway.UntilAsync(() => gateway.Waits.Count == 1, "the first word");
        _broker.Deliver(StateTopic, GatewayUnderTest.State(false, 100), retained: true);
        await WaitAsync(seconds: 600);
        await gateway.UntilAsync(() => gateway.Waits.Count == 2, "the second word");
        _broker.Deliver(StateTopic, "ONLINE");
        await WaitAsync(seconds: 600);
        await gateway.UntilAsync(() => gateway.Waits.Count == 3, "the third word");
        Assert.Equal(
            [(StateSeen.None, 30), (StateSeen.Offline, 630), (StateSeen.Malformed, 1230)],
            gateway.Waits.Select(wait => (wait.Seen, (int)wait.Since.TotalSeconds)));
        Assert.All(gateway.Waits, wait => Assert.Equal(StateTopic, wait.StateTopic));

        _broker.Deliver(StateTopic, GatewayUnderTest.State(true, 200));
        await gateway.UntilInSessionAsync();
        gateway.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, gateway.Waits.Count);

        async Task WaitAsync(double seconds)
        {
            await gateway.UntilAsync(() => _broker.Events.Count == 2 && gateway.Time.ActiveTimers > 0, "the session waits for its host");
            gateway.Time.Advance(TimeSpan.FromSeconds(seconds));
        }
    }

    private static GatewayUnderTest WaitingGateway() =>
        new(new EdgeNodeOptions { Group = "nanshan", EdgeNode = "gw7", PrimaryHost = GatewayUnderTest.Host });

    private async Task BringOnlineAsync(GatewayUnderTest gateway, long timestampMs)
    {
        await gateway.UntilAsync(() => _broker.Events[^1] is Subscribed, "the subscriptions");
        _broker.Deliver(StateTopic, GatewayUnderTest.State(true, timestampMs));
        await gateway.UntilInSessionAsync();
    }

    // The births would follow on another thread, so give them the chance that they must not take.
    private async Task AssertStillWaitingAsync(GatewayUnderTest gateway)
    {
        for (var i = 0; i < 20; i++) await Task.Yield();
        Assert.Empty(_broker.Messages);
        Assert.Null(gateway.Session);
    }
}
