namespace OpcSpaces.Wire.Mqtt;

/// <summary>What one CONNECT says; host and credentials are in <see cref="MqttEndpointOptions"/>. It is always Clean Start with Session Expiry 0 (Sparkplug tck-id-principles-persistence-clean-session-50).</summary>
public sealed record MqttSessionOptions
{
    /// <summary>The session's name at the broker; a second CONNECT with the same id ends the first session.</summary>
    public required string ClientId { get; init; }

    public MqttWill? Will { get; init; }

    /// <summary>5 to 65535. A link that is silent without having closed is found after about 1.5 times this. The broker may set another value.</summary>
    public int KeepAliveSeconds { get; init; } = 15;

    /// <summary>From the call until the CONNACK; includes name look-up, TCP and TLS.</summary>
    public int ConnectTimeoutSeconds { get; init; } = 10;

    /// <summary>How long a broker may take for a SUBACK or a PUBACK. A broker that keeps the link alive and answers nothing would be waited for without end.</summary>
    public int AnswerTimeoutSeconds { get; init; } = 10;

    /// <summary>Bytes of QoS 0 messages that are buffered for a slow link before <see cref="IMqttConnection.PublishAsync"/> waits. One message always fits.</summary>
    public int MaxQueuedBytes { get; init; } = 512 * 1024;

    /// <summary>QoS 1 messages without PUBACK before <see cref="IMqttConnection.PublishAsync"/> waits (Mosquitto's Receive Maximum is 20).</summary>
    public int MaxInflight { get; init; } = 20;

    /// <summary>Bytes of the largest packet that is accepted; the broker does not send larger ones (MQTT 5 §3.1.2.11.4).</summary>
    public int MaxIncomingBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Throws <see cref="ArgumentException"/> for a value out of its range; every <see cref="IMqttConnector"/> calls it first.</summary>
    public void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(ClientId);
        ArgumentOutOfRangeException.ThrowIfLessThan(KeepAliveSeconds, 5);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(KeepAliveSeconds, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(ConnectTimeoutSeconds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(AnswerTimeoutSeconds, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxQueuedBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxInflight, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxInflight, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxIncomingBytes, 1024);
        if (Will is not null)
            MqttTopic.Require(Will.Topic);
    }
}

/// <summary>What the broker publishes when this session ends without a plain DISCONNECT (MQTT 5 §3.1.2.5).</summary>
public sealed record MqttWill(string Topic, ReadOnlyMemory<byte> Payload, MqttQos Qos, bool Retain);
