using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>A broker that does not answer, keeps no retained messages, has QoS 0 only or takes small packets alone: each is an end with its reason.</summary>
public sealed class PoorBrokerTests : IAsyncLifetime
{
    private readonly ScriptedBroker _broker = new();
    private IMqttConnection? _connection;

    private static TimeSpan Soon => Eventually.Patience;

    private static MqttWill State => new("spBv1.0/STATE/opcspaces", new byte[10], MqttQos.AtLeastOnce, Retain: true);

    private static MqttWill Death => new("spBv1.0/g/NDEATH/n", new byte[10], MqttQos.AtLeastOnce, Retain: false);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_SUBACK_the_session_ends_and_says_so()
    {
        await ConnectAsync([]);
        var lost = await Assert.ThrowsAsync<MqttConnectionLostException>(
            () => _connection!.SubscribeAsync([new MqttSubscription("a", MqttQos.AtMostOnce)]).WaitAsync(Soon));
        Assert.Equal((MqttDisconnectCause.NoAnswer, "the broker sent no SUBACK within 1 s"), (lost.Disconnection.Cause, lost.Disconnection.Detail));
    }

    [Fact]
    public async Task Without_a_PUBACK_the_session_ends_and_says_so()
    {
        await ConnectAsync([]);
        var lost = await Assert.ThrowsAsync<MqttConnectionLostException>(
            () => _connection!.PublishAsync("a", default, MqttQos.AtLeastOnce, retain: true).AsTask().WaitAsync(Soon));
        Assert.Equal((MqttDisconnectCause.NoAnswer, "the broker sent no PUBACK within 1 s"), (lost.Disconnection.Cause, lost.Disconnection.Detail));
    }

    /// <summary>An answer that waits behind a message which the handler has not finished is not the broker's fault.</summary>
    [Fact]
    public async Task A_busy_handler_is_not_taken_for_a_silent_broker()
    {
        var busy = new TaskCompletionSource();
        var handler = new RecordingHandler(_ => new ValueTask(busy.Task));
        await ConnectAsync([], handler: handler);
        await _broker.SendAsync([0x30, 0x04, 0x00, 0x01, (byte)'a', 0x00]);
        await Eventually.ThatAsync(() => handler.Count == 1, Soon, "the message");
        var publishing = _connection!.PublishAsync("a", default, MqttQos.AtLeastOnce, retain: false).AsTask();
        await _broker.SendAsync([0x40, 0x02, 0x00, 0x01]);

        // Another session, whose broker is silent, ends meanwhile for that reason: the time is over.
        await using var silent = new ScriptedBroker();
        var connecting = Connector(silent).ConnectAsync(Session(null), new RecordingHandler());
        await silent.AcceptAsync([]);
        await using var other = await connecting;
        await Assert.ThrowsAsync<MqttConnectionLostException>(() => other.PublishAsync("a", default, MqttQos.AtLeastOnce, retain: false).AsTask().WaitAsync(Soon));
        await Assert.ThrowsAsync<MqttConnectionLostException>(() => other.SubscribeAsync([new MqttSubscription("a", MqttQos.AtMostOnce)]).WaitAsync(Soon));
        Assert.False(publishing.IsCompleted);

        busy.SetResult();
        await publishing.WaitAsync(Soon);
        Assert.False(_connection.Closed.IsCompleted);
    }

    [Fact]
    public async Task A_broker_that_keeps_no_retained_messages_is_unsuitable_for_a_host()
    {
        var refused = await Assert.ThrowsAsync<MqttConnectException>(() => ConnectAsync([0x25, 0x00], State));
        Assert.Equal(MqttConnectFailure.Unsuitable, refused.Failure);
        Assert.Contains("does not keep retained messages", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_broker_that_keeps_no_retained_messages_is_good_enough_for_a_gateway() => ConnectAsync([0x25, 0x00], Death);

    [Fact]
    public async Task A_broker_with_QoS_0_only_is_unsuitable()
    {
        var refused = await Assert.ThrowsAsync<MqttConnectException>(() => ConnectAsync([0x24, 0x00], Death));
        Assert.Equal(MqttConnectFailure.Unsuitable, refused.Failure);
        Assert.Contains("QoS 0 only", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SUBSCRIBE")]
    [InlineData("PUBLISH with QoS 0")]
    [InlineData("PUBLISH with QoS 1")]
    public async Task A_packet_that_is_larger_than_the_broker_takes_is_not_sent_and_ends_the_session_with_both_sizes(string packet)
    {
        await ConnectAsync([0x27, 0x00, 0x00, 0x00, 0x28], Death); // 40 bytes
        Func<Task> send = packet switch
        {
            "SUBSCRIBE" => () => _connection!.SubscribeAsync([new MqttSubscription(new string('a', 60), MqttQos.AtMostOnce)]),
            "PUBLISH with QoS 0" => () => _connection!.PublishAsync("a", new byte[60], MqttQos.AtMostOnce, retain: false).AsTask(),
            _ => () => _connection!.PublishAsync("a", new byte[60], MqttQos.AtLeastOnce, retain: false).AsTask(),
        };
        var lost = await Assert.ThrowsAsync<MqttConnectionLostException>(() => send().WaitAsync(Soon));
        Assert.Equal(MqttDisconnectCause.TooLarge, lost.Disconnection.Cause);
        Assert.Contains("is larger than the broker takes: its Maximum Packet Size is 40", lost.Message, StringComparison.Ordinal);
        Assert.Equal(MqttDisconnectCause.TooLarge, (await _connection!.Closed.WaitAsync(Soon)).Cause);
    }

    private static IMqttConnector Connector(ScriptedBroker broker) => MqttConnector.Create(new MqttEndpointOptions { Port = broker.Port });

    private static MqttSessionOptions Session(MqttWill? will) => new() { ClientId = "client", Will = will, AnswerTimeoutSeconds = 1, ConnectTimeoutSeconds = (int)Soon.TotalSeconds };

    private async Task ConnectAsync(byte[] properties, MqttWill? will = null, RecordingHandler? handler = null)
    {
        var connecting = Connector(_broker).ConnectAsync(Session(will), handler ?? new RecordingHandler());
        await _broker.AcceptAsync(properties);
        _connection = await connecting;
    }
}
