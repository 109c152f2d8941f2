namespace OpcSpaces.Wire.Mqtt;

/// <summary>The reason codes of MQTT 5 §2.4 in words.</summary>
public static class MqttReason
{
    /// <summary>From here on a reason code means failure.</summary>
    public const byte FirstFailure = 0x80;

    public const byte DisconnectWithWill = 0x04;

    public const byte ClientIdentifierNotValid = 0x85;

    public const byte NotAuthorized = 0x87;

    public const byte SessionTakenOver = 0x8e;
    public const byte TopicFilterInvalid = 0x8f;

    public static string Describe(byte code) => code switch
    {
        0x00 => "success (0x00)",
        0x04 => "disconnect with Will (0x04)",
        0x10 => "no matching subscribers (0x10)",
        0x80 => "unspecified error (0x80)",
        0x81 => "malformed packet (0x81)",
        0x82 => "protocol error (0x82)",
        0x83 => "implementation specific error (0x83)",
        0x84 => "unsupported protocol version (0x84)",
        0x85 => "client identifier not valid (0x85)",
        0x86 => "bad user name or password (0x86)",
        0x87 => "not authorised (0x87)",
        0x88 => "server unavailable (0x88)",
        0x89 => "server busy (0x89)",
        0x8a => "banned (0x8a)",
        0x8b => "server shutting down (0x8b)",
        0x8d => "keep-alive timeout (0x8d)",
        0x8e => "session taken over (0x8e)",
        0x8f => "topic filter invalid (0x8f)",
        0x90 => "topic name invalid (0x90)",
        0x93 => "receive maximum exceeded (0x93)",
        0x95 => "packet too large (0x95)",
        0x96 => "message rate too high (0x96)",
        0x97 => "quota exceeded (0x97)",
        0x98 => "administrative action (0x98)",
        0x99 => "payload format invalid (0x99)",
        0x9a => "retain not supported (0x9a)",
        0x9b => "QoS not supported (0x9b)",
        0x9e => "shared subscriptions not supported (0x9e)",
        0xa2 => "wildcard subscriptions not supported (0xa2)",
        _ => $"reason 0x{code:x2}",
    };
}
