namespace OpcSpaces.Wire.Mqtt;

/// <summary>How a message is handed over (MQTT 5 §4.3). Level 2 is not used: an acknowledged outbox needs no more than 0.</summary>
public enum MqttQos : byte
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
}
