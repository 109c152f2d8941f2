namespace OpcSpaces.Wire.Mqtt;

/// <summary>One open MQTT 5 session over one link, from CONNACK to its end. Safe from any thread.</summary>
public interface IMqttConnection : IAsyncDisposable
{
    /// <summary>Completes exactly once when the session has ended, and never faults.</summary>
    Task<MqttDisconnection> Closed { get; }

    /// <summary>How many exceptions <see cref="IMqttMessageHandler.OnMessage"/> has thrown.</summary>
    long HandlerFaults { get; }

    /// <summary>
    /// QoS 0: returns when the message is in the outgoing buffer; waits while <see cref="MqttSessionOptions.MaxQueuedBytes"/> are in it.
    /// QoS 1: returns with the PUBACK; throws <see cref="MqttPublishRefusedException"/> when its reason is 0x80 or more.
    /// The payload must not change until the returned task completes. Messages leave in the order of the calls. Throws
    /// <see cref="MqttConnectionLostException"/> when the session ends before that point. Cancelling only stops the waiting: a
    /// message that is already in the buffer may still arrive.
    /// </summary>
    ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, bool retain, CancellationToken ct = default);

    /// <summary>Returns with the SUBACK; throws <see cref="MqttSubscribeRefusedException"/> for the first filter whose reason code is 0x80 or more.</summary>
    Task SubscribeAsync(IReadOnlyList<MqttSubscription> subscriptions, CancellationToken ct = default);

    /// <summary>
    /// Sends everything that is buffered, then DISCONNECT (reason 0x04 when <paramref name="sendWill"/>, so that the broker publishes the
    /// Will), and returns when the link is closed. After five seconds, or when cancelled, the link is cut, and the broker
    /// publishes the Will. Does nothing when the session has ended.
    /// </summary>
    /// <remarks>Disposal without this call cuts the link.</remarks>
    Task DisconnectAsync(bool sendWill, CancellationToken ct = default);
}
