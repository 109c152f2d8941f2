namespace OpcSpaces.Wire.Mqtt;

/// <summary>One open MQTT 5 session over one link, from CONNACK to its end. Every member may be called from any thread at any time.</summary>
public interface IMqttConnection : IAsyncDisposable
{
    /// <summary>Completes exactly once, without fault, when the session has ended, whatever ended it.</summary>
    Task<MqttDisconnection> Closed { get; }

    /// <summary>Exceptions that <see cref="IMqttMessageHandler.OnMessage"/> threw.</summary>
    long HandlerFaults { get; }

    /// <summary>
    /// QoS 0: returns when the message stands in the outgoing buffer, waiting while <see cref="MqttSessionOptions.MaxQueuedBytes"/>
    /// are there already. QoS 1: returns with the PUBACK and throws <see cref="MqttPublishRefusedException"/> on 0x80 or more.
    /// The payload must not change until the returned task completes. Messages leave in the order of the calls. Throws
    /// <see cref="MqttConnectionLostException"/> when the session has ended or ends before that point; cancelling only stops
    /// the waiting, a message already handed over may still arrive.
    /// </summary>
    ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken ct = default);

    /// <summary>Returns with the SUBACK; throws <see cref="MqttSubscribeRefusedException"/> for the first filter granted with 0x80 or more.</summary>
    Task SubscribeAsync(IReadOnlyList<MqttSubscription> subscriptions, CancellationToken ct = default);

    /// <summary>
    /// Sends what is queued and then DISCONNECT (with reason 0x04 when the Will is to be published), and returns when the
    /// link is closed, at the latest after five seconds or when cancelled: then it is cut, which makes the broker publish
    /// the Will. Does nothing when the session has ended.
    /// </summary>
    /// <remarks>Disposal without it cuts the link.</remarks>
    Task DisconnectAsync(bool sendWill, CancellationToken ct = default);
}
