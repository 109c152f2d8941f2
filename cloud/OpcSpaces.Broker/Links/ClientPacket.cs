using MQTTnet.Packets;
using OpcSpaces.Broker.Messages;

namespace OpcSpaces.Broker.Links;

/// <summary>What a client may send beside messages and their acknowledgements (MQTT 5 §2.1.2): MQTTnet decodes more than that, or decodes it to nothing.</summary>
internal static class ClientPacket
{
    public const int Connect = 1, PingReq = 12;
    private const int Subscribe = 8, Unsubscribe = 10, Disconnect = 14;
    private const int FlagsOfSubscribe = 2;

    /// <summary>Checks the first byte. Throws <see cref="PacketFaultException"/> for a packet that only a broker sends, a reserved one, or flags that are not its own (§2.1.3).</summary>
    public static void Check(byte firstByte)
    {
        var (type, flags) = (firstByte >> 4, firstByte & 0x0F);
        if (type is not (Connect or Subscribe or Unsubscribe or PingReq or Disconnect))
            throw new PacketFaultException(PacketFault.Protocol, $"a packet of type {type} came, which no client may send");
        if (flags != (type is Subscribe or Unsubscribe ? FlagsOfSubscribe : 0))
            throw new PacketFaultException(PacketFault.Malformed, $"a packet of type {type} has the flags {flags}");
    }

    /// <summary>Checks what was decoded. Throws <see cref="PacketFaultException"/> for nothing, and for a packet without what it is about (§3.8.3, §3.10.3).</summary>
    public static void Check(MqttPacket? packet)
    {
        if (packet is null)
            throw new PacketFaultException(PacketFault.Malformed, "a packet came that is empty");
        if (packet is MqttSubscribePacket { TopicFilters: null or [] } or MqttUnsubscribePacket { TopicFilters: null or [] })
            throw new PacketFaultException(PacketFault.Protocol, "a SUBSCRIBE or UNSUBSCRIBE packet has no filter");
        if (packet is MqttSubscribePacket { PacketIdentifier: 0 } or MqttUnsubscribePacket { PacketIdentifier: 0 })
            throw new PacketFaultException(PacketFault.Malformed, "a SUBSCRIBE or UNSUBSCRIBE packet has no packet identifier");
    }
}
