namespace OpcSpaces.Broker.Sessions;

/// <summary>Reason codes with which a broker ends a session (MQTT 5 §3.14.2.1) or refuses one (§3.2.2.2).</summary>
internal static class SessionReason
{
    public const byte ShuttingDown = 0x8B, KeepAliveTimeout = 0x8D, TakenOver = 0x8E;
}
