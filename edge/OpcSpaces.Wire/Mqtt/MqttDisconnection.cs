namespace OpcSpaces.Wire.Mqtt;

/// <summary>Why a session ended. <paramref name="ReasonCode"/> is the broker's DISCONNECT code (MQTT 5 §3.14.2.1) where it sent one.</summary>
public sealed record MqttDisconnection(MqttDisconnectCause Cause, byte? ReasonCode, string Detail)
{
    public override string ToString() => ReasonCode is { } code ? $"{Cause} (0x{code:x2}): {Detail}" : $"{Cause}: {Detail}";
}

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

/// <summary>The session ended before the message was handed over or acknowledged: whether the broker has it is unknown.</summary>
public sealed class MqttConnectionLostException(MqttDisconnection disconnection)
    : IOException($"MQTT connection ended, {disconnection}")
{
    public MqttDisconnection Disconnection { get; } = disconnection;
}
