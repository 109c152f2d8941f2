namespace OpcSpaces.Wire.Mqtt;

/// <summary>Who or what ended a session.</summary>
public enum MqttDisconnectCause
{
    /// <summary>We asked for it: <see cref="IMqttConnection.DisconnectAsync"/> or disposal.</summary>
    Requested,

    /// <summary>The broker sent DISCONNECT: taken over, shutting down, or a fault it saw.</summary>
    ByBroker,

    /// <summary>The link closed or broke without a word.</summary>
    LinkLost,

    /// <summary>The link stayed open and nothing came for 1.5 times the keep-alive.</summary>
    LinkSilent,

    /// <summary>The peer does not speak MQTT 5 as it should.</summary>
    ProtocolFault,
}
