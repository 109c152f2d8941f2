namespace OpcSpaces.Wire.Mqtt;

/// <summary>The broker answered a QoS 1 PUBLISH with a reason of 0x80 or more (0x87: not authorised). A refused QoS 0 message is dropped silently.</summary>
public sealed class MqttPublishRefusedException(string topic, byte reasonCode)
    : IOException($"The broker refused to publish to {topic}: {MqttReason.Describe(reasonCode)}")
{
    public string Topic { get; } = topic;

    public byte ReasonCode { get; } = reasonCode;
}

/// <summary>The broker answered one of the filters with 0x80 or more. Mosquitto grants filters that its access list then never delivers, so a grant proves little.</summary>
public sealed class MqttSubscribeRefusedException(string filter, byte reasonCode)
    : IOException($"The broker refused the subscription to {filter}: {MqttReason.Describe(reasonCode)}")
{
    public string Filter { get; } = filter;

    public byte ReasonCode { get; } = reasonCode;
}
