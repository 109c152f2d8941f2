namespace OpcSpaces.Wire.Mqtt;

/// <summary>The session ended before the message was handed over or acknowledged: whether the broker has it is unknown.</summary>
public sealed class MqttConnectionLostException(MqttDisconnection disconnection)
    : IOException($"MQTT connection ended, {disconnection}")
{
    public MqttDisconnection Disconnection { get; } = disconnection;
}
