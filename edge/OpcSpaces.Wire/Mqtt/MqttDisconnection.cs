namespace OpcSpaces.Wire.Mqtt;

/// <summary>Why a session ended. <paramref name="ReasonCode"/> is the broker's DISCONNECT code (MQTT 5 §3.14.2.1) where it sent one.</summary>
public sealed record MqttDisconnection(MqttDisconnectCause Cause, byte? ReasonCode, string Detail)
{
    /// <summary>Another client with the same id connected, and the broker ended this session for it.</summary>
    public bool IsTakenOver => ReasonCode == MqttReason.SessionTakenOver;

    public override string ToString() => ReasonCode is { } code ? $"{Cause} (0x{code:x2}): {Detail}" : $"{Cause}: {Detail}";
}

/// <summary>Who or what ended a session.</summary>
public enum MqttDisconnectCause
{
    /// <summary>We asked for it: <see cref="IMqttConnection.DisconnectAsync"/> or disposal.</summary>
    Requested,

    /// <summary>The broker sent DISCONNECT: another session took the client id, it shuts down, or it found a fault.</summary>
    ByBroker,

    /// <summary>The link closed or broke without a DISCONNECT.</summary>
    LinkLost,

    /// <summary>The link stayed open, but nothing came for 1.5 times the keep-alive.</summary>
    LinkSilent,

    /// <summary>The broker took a SUBSCRIBE or a PUBLISH and did not answer it in time.</summary>
    NoAnswer,

    /// <summary>A packet of ours is larger than the broker takes (Maximum Packet Size, MQTT 5 §3.2.2.3.6).</summary>
    TooLarge,

    /// <summary>The peer sent something that MQTT 5 does not allow.</summary>
    ProtocolFault,
}

/// <summary>The session ended before the message was buffered or acknowledged; whether the broker has it is unknown.</summary>
public sealed class MqttConnectionLostException(MqttDisconnection disconnection)
    : IOException($"MQTT connection ended, {disconnection}")
{
    public MqttDisconnection Disconnection { get; } = disconnection;
}
