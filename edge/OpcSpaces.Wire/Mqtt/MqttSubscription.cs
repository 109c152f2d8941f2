namespace OpcSpaces.Wire.Mqtt;

/// <summary>One topic filter (MQTT 5 §4.7) and the highest QoS at which its messages are wanted.</summary>
public sealed record MqttSubscription(string Filter, MqttQos Qos);

/// <summary>How a message is delivered (MQTT 5 §4.3). QoS 2 is not used: the outbox has its own acknowledgement and needs no more than QoS 0.</summary>
public enum MqttQos : byte
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
}
