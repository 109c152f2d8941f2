namespace OpcSpaces.Wire.Mqtt;

/// <summary>What one CONNECT says besides where and as whom: always Clean Start with Session Expiry 0 (Sparkplug tck-id-principles-persistence-clean-session-50).</summary>
public sealed record MqttSessionOptions
{
    /// <summary>Names the session at the broker; a second CONNECT with the same id takes the first one over.</summary>
    public required string ClientId { get; init; }

    public MqttWill? Will { get; init; }

    /// <summary>Seconds, 5 to 65535. A link that went silent without closing is found within about 1.5 times this.</summary>
    public int KeepAliveSeconds { get; init; } = 15;

    /// <summary>Seconds from the call until the CONNACK; name lookup, TCP and TLS included.</summary>
    public int ConnectTimeoutSeconds { get; init; } = 10;

    /// <summary>Bytes of outgoing messages held for a slow link before <see cref="IMqttConnection.PublishAsync"/> waits. One message always fits.</summary>
    public int MaxQueuedBytes { get; init; } = 512 * 1024;

    /// <summary>QoS 1 messages without PUBACK before <see cref="IMqttConnection.PublishAsync"/> waits (the broker's Receive Maximum is 20 at Mosquitto).</summary>
    public int MaxInflight { get; init; } = 20;

    /// <summary>Bytes of the largest packet wanted from the broker; it keeps larger ones from us (MQTT 5 §3.1.2.11.4).</summary>
    public int MaxIncomingBytes { get; init; } = 16 * 1024 * 1024;

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrEmpty(ClientId);
        ArgumentOutOfRangeException.ThrowIfLessThan(KeepAliveSeconds, 5);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(KeepAliveSeconds, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(ConnectTimeoutSeconds, 1);
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
