namespace OpcSpaces.Wire.Mqtt;

/// <summary>What the broker publishes when this session ends without a plain DISCONNECT (MQTT 5 §3.1.2.5).</summary>
public sealed record MqttWill(string Topic, ReadOnlyMemory<byte> Payload, MqttQos Qos, bool Retain);
