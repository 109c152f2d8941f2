using System.Text;
using OpcSpaces.Broker.Counting;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Tests.Mqtt;

namespace OpcSpaces.Broker.Tests;

/// <summary>A session inside the process that the broker is in, beside clients over the network.</summary>
public sealed class InProcessTests : IAsyncLifetime
{
    private static readonly MqttSubscription[] Everything = [new("#", MqttQos.AtLeastOnce)];
    private readonly EmbeddedBroker _broker = new(new BrokerOptions { Port = FreePort.Next() }, TimeProvider.System);

    public Task InitializeAsync() => _broker.StartAsync();

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    [Fact]
    public async Task Messages_of_clients_reach_the_handler_and_its_own_reach_the_clients()
    {
        var (session, handler) = await OpenAsync();
        await session.SubscribeAsync([new("up/+", MqttQos.AtMostOnce)]);
        await using var client = await PlainClient.ConnectAsync(_broker.Port);
        await client.SubscribeAsync(("down/#", 1));
        for (var qos = 0; qos <= 2; qos++)
            await client.PublishAsync($"up/{qos}", $"{qos}", qos);
        await client.PublishAsync("aside", "no", qos: 1);
        await UntilAsync(handler, 3);
        Assert.Equal(["up/0=0", "up/1=1", "up/2=2"], handler.Messages.Select(message => $"{message.Topic}={Encoding.UTF8.GetString(message.Payload)}"));

        await session.PublishAsync("down/1", "zero"u8.ToArray(), MqttQos.AtMostOnce, retain: false);
        await session.PublishAsync("down/2", "one"u8.ToArray(), MqttQos.AtLeastOnce, retain: true);
        await client.UntilAsync(2);
        Assert.Equal([("zero", 0), ("one", 1)], client.Messages.Select(message => (PlainClient.TextOf(message), (int)message.QualityOfServiceLevel)));
    }

    [Fact]
    public async Task A_retained_message_is_marked_as_retained_for_a_later_subscription_only()
    {
        await using var client = await PlainClient.ConnectAsync(_broker.Port);
        await client.PublishAsync("state", "old", qos: 1, retain: true);
        var (session, handler) = await OpenAsync();
        await session.SubscribeAsync(Everything);
        await client.PublishAsync("state", "new", qos: 1, retain: true);
        Assert.Equal([true, false], handler.Messages.Select(message => message.Retained));
    }

    [Fact]
    public async Task A_client_gets_its_acknowledgement_when_the_handler_has_room_and_not_before()
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (session, handler) = await OpenAsync(first: _ => new ValueTask(room.Task));
        await session.SubscribeAsync(Everything);
        await using var one = await PlainClient.ConnectAsync(_broker.Port);
        await using var other = await PlainClient.ConnectAsync(_broker.Port);
        var first = one.PublishAsync("one", "1", qos: 1);
        await UntilAsync(handler, 1);
        var second = other.PublishAsync("other", "2", qos: 1);
        // The broker answers a third client, so it has had the time to answer the others.
        await using var third = await PlainClient.ConnectAsync(_broker.Port);
        await third.SubscribeAsync(("x", 0));
        Assert.Equal((1, false, false), (handler.Count, first.IsCompleted, second.IsCompleted));

        room.SetResult();
        await Task.WhenAll(first, second).WaitAsync(Eventually.Patience);
        Assert.Equal(["one", "other"], handler.Messages.Select(message => message.Topic));
    }

    [Fact]
    public async Task While_the_handler_has_no_room_a_client_can_send_no_more_than_its_link_holds()
    {
        var room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (session, handler) = await OpenAsync(first: _ => new ValueTask(room.Task));
        await session.SubscribeAsync(Everything);
        var publisher = await MqttConnectorOf(_broker.Port).ConnectAsync(new MqttSessionOptions { ClientId = "busy", KeepAliveSeconds = 60 }, new RecordingHandler());
        var sent = 0;
        var publishing = Task.Run(async () =>
        {
            // 100 MB
            for (; sent < 10_000; Interlocked.Increment(ref sent))
                await publisher.PublishAsync("busy", new byte[10_000], MqttQos.AtMostOnce, retain: false);
        });
        var (seen, looks) = (-1, 0);
        await Eventually.ThatAsync(() =>
        {
            var now = Volatile.Read(ref sent);
            (seen, looks) = (now, now == seen ? looks + 1 : 0);
            return looks >= 50;
        }, Eventually.Patience, "publishing to stop");
        Assert.Equal(1, handler.Count);
        Assert.InRange(sent * 10_000L, 0, 32 * 1024 * 1024);

        room.SetResult();
        await publishing.WaitAsync(Eventually.Patience);
        await UntilAsync(handler, 10_000);
        Assert.False(handler.Overlapped);
        await publisher.DisposeAsync();
    }

    [Fact]
    public async Task The_handler_gets_one_message_at_a_time_and_those_of_each_client_in_order()
    {
        const int Clients = 8, Each = 2_000;
        var (session, handler) = await OpenAsync(first: message => message.Payload[0] % 50 == 0 ? new ValueTask(Task.Run(() => { })) : ValueTask.CompletedTask);
        await session.SubscribeAsync(Everything);
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async number =>
        {
            await using var client = await MqttConnectorOf(_broker.Port).ConnectAsync(new MqttSessionOptions { ClientId = $"c{number}" }, new RecordingHandler());
            for (var i = 0; i < Each; i++)
                await client.PublishAsync($"from/{number}", BitConverter.GetBytes(i), i % 100 == 0 ? MqttQos.AtLeastOnce : MqttQos.AtMostOnce, retain: false);
            await client.DisconnectAsync(sendWill: false);
        }));
        await UntilAsync(handler, Clients * Each);
        Assert.False(handler.Overlapped);
        Assert.All(
            handler.Messages.GroupBy(message => message.Topic),
            client => Assert.Equal(Enumerable.Range(0, Each), client.Select(message => BitConverter.ToInt32(message.Payload))));
    }

    [Fact]
    public async Task A_handler_may_fail_publish_to_itself_and_end_its_own_session()
    {
        IMqttConnection? own = null;
        var (session, handler) = await OpenAsync(first: message =>
        {
            switch (message.Topic)
            {
                case "fail":
                    throw new InvalidOperationException("thrown");
                case "fail later":
                    return new ValueTask(Task.Run(() => throw new InvalidOperationException("thrown later")));
                case "again":
                    own!.PublishAsync("inner", default, MqttQos.AtLeastOnce, retain: false).AsTask().Wait();
                    return ValueTask.CompletedTask;
                case "end":
                    return new ValueTask(own!.DisconnectAsync(sendWill: false));
                default:
                    return ValueTask.CompletedTask;
            }
        });
        own = session;
        await session.SubscribeAsync(Everything);
        await using var client = await PlainClient.ConnectAsync(_broker.Port);
        foreach (var topic in new[] { "fail", "fail later", "again", "end", "too late" })
            await client.PublishAsync(topic, "x", qos: 1);
        Assert.Equal(2, session.HandlerFaults);
        Assert.False(handler.Overlapped);
        Assert.Equal(["fail", "fail later", "again", "inner", "end"], handler.Messages.Select(message => message.Topic));
        Assert.Equal(MqttDisconnectCause.Requested, (await session.Closed).Cause);
        await Assert.ThrowsAsync<MqttConnectionLostException>(async () => await session.PublishAsync("a", default, MqttQos.AtMostOnce, retain: false));
        await Assert.ThrowsAsync<MqttConnectionLostException>(() => session.SubscribeAsync(Everything));
    }

    [Theory]
    [InlineData("dispose", true)]
    [InlineData("with", true)]
    [InlineData("without", false)]
    public async Task Its_will_is_published_unless_it_leaves_without(string how, bool published)
    {
        await using var client = await PlainClient.ConnectAsync(_broker.Port);
        await client.SubscribeAsync(("will", 1), ("end", 1));
        var session = await _broker.Connector.ConnectAsync(
            new MqttSessionOptions { ClientId = "host", Will = new MqttWill("will", "gone"u8.ToArray(), MqttQos.AtLeastOnce, Retain: true) }, new RecordingHandler());
        await (how == "dispose" ? session.DisposeAsync().AsTask() : session.DisconnectAsync(sendWill: how == "with"));
        await client.PublishAsync("end", "end", qos: 1);
        await Eventually.ThatAsync(() => client.Payloads.Contains("end"), Eventually.Patience, "the end");
        Assert.Equal(published, client.Payloads.Contains("gone"));
    }

    [Fact]
    public async Task Nobody_outside_takes_its_client_id()
    {
        var (session, _) = await OpenAsync();
        await using var thief = await PlainClient.ConnectAsync(_broker.Port, adjust: options => options.WithClientId("host"));
        Assert.Equal(MQTTnet.MqttClientConnectResultCode.ClientIdentifierNotValid, thief.Answer.ResultCode);
        Assert.False(session.Closed.IsCompleted);
        Assert.Equal(1, _broker.Counters[BrokerEvent.Refused]);
        await Assert.ThrowsAsync<MqttConnectException>(() => _broker.Connector.ConnectAsync(new MqttSessionOptions { ClientId = "host" }, new RecordingHandler()));

        await session.DisconnectAsync(sendWill: false);
        await (await OpenAsync()).Session.DisposeAsync();
    }

    [Fact]
    public async Task It_ends_when_the_broker_stops()
    {
        var (session, _) = await OpenAsync();
        await _broker.StopAsync();
        var end = await session.Closed.WaitAsync(Eventually.Patience);
        Assert.Equal((MqttDisconnectCause.ByBroker, (byte?)0x8b), (end.Cause, end.ReasonCode));
    }

    [Theory]
    [InlineData("a/#/b")]
    [InlineData("a+")]
    [InlineData("")]
    [InlineData("$share/group/a")]
    public async Task A_filter_that_is_none_is_refused(string filter)
    {
        var (session, _) = await OpenAsync();
        var refused = await Assert.ThrowsAsync<MqttSubscribeRefusedException>(() => session.SubscribeAsync([new(filter, MqttQos.AtMostOnce)]));
        Assert.Equal(filter, refused.Filter);
    }

    private static IMqttConnector MqttConnectorOf(int port) => Wire.Mqtt.Client.MqttConnector.Create(new MqttEndpointOptions { Port = port });

    private static Task UntilAsync(RecordingHandler handler, int count) =>
        Eventually.ThatAsync(() => handler.Count >= count, Eventually.Patience, $"{count} messages", () => $"{handler.Count} messages");

    private async Task<(IMqttConnection Session, RecordingHandler Handler)> OpenAsync(Func<ReceivedMessage, ValueTask>? first = null)
    {
        var handler = new RecordingHandler(first);
        return (await _broker.Connector.ConnectAsync(new MqttSessionOptions { ClientId = "host" }, handler), handler);
    }
}
