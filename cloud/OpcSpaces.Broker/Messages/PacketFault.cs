namespace OpcSpaces.Broker.Messages;

/// <summary>Reason codes of a DISCONNECT that a broker sends because of what a client sent (MQTT 5 §3.14.2.1).</summary>
internal static class PacketFault
{
    public const byte Malformed = 0x81, Protocol = 0x82, TopicNameInvalid = 0x90, TopicAliasInvalid = 0x94, PacketTooLarge = 0x95, QuotaExceeded = 0x97;
}

/// <summary>A client sent what MQTT or a limit of this broker does not allow; its connection ends with <paramref name="reason"/>.</summary>
internal sealed class PacketFaultException(byte reason, string message) : Exception(message)
{
    public byte Reason { get; } = reason;
}
