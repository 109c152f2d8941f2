namespace OpcSpaces.Wire.Mqtt;

/// <summary>Which MQTT client library carries the connections.</summary>
public enum MqttLibrary
{
    /// <summary>libmosquitto where it can be loaded, else MQTTnet where it was compiled in (Mqtt/README.md has the figures).</summary>
    Auto,
    Libmosquitto,
    MqttNet,
}
