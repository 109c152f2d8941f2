namespace OpcSpaces.Wire.Mqtt;

/// <summary>One topic filter (MQTT 5 §4.7) and the highest QoS at which its messages are wanted.</summary>
public sealed record MqttSubscription(string Filter, MqttQos Qos);
