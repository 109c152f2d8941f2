using MQTTnet.Packets;
using OpcSpaces.Broker.Messages;
using OpcSpaces.Broker.Routing;
using OpcSpaces.Broker.Settings;

namespace OpcSpaces.Broker.Links;

/// <summary>What a client may send beside messages and their acknowledgements (MQTT 5 §2.1.2): MQTTnet decodes more than that, or decodes it to nothing.</summary>
internal static class ClientPacket
{
    public const int Connect = 1, PingReq = 12;
    private const int Subscribe = 8, Unsubscribe = 10, Disconnect = 14;
    private const int FlagsOfSubscribe = 2;
    private const int MostFiltersAtOnce = 1_000;

    /// <summary>Checks the first byte. Throws <see cref="PacketFaultException"/> for a packet that only a broker sends, a reserved one, or flags that are not its own (§2.1.3).</summary>
    public static void Check(byte firstByte)
    {
        var (type, flags) = (firstByte >> 4, firstByte & 0x0F);
        if (type is not (Connect or Subscribe or Unsubscribe or PingReq or Disconnect))
            throw new PacketFaultException(PacketFault.Protocol, $"a packet of type {type} came, which no client may send");
        if (flags != (type is Subscribe or Unsubscribe ? FlagsOfSubscribe : 0))
            throw new PacketFaultException(PacketFault.Malformed, $"a packet of type {type} has the flags {flags}");
    }

    /// <summary>Checks what was decoded. Throws <see cref="PacketFaultException"/> for nothing, for a packet without what it is about, and for options that do not exist (§3.8.3, §3.10.3).</summary>
    public static void Check(MqttPacket? packet, BrokerOptions options)
    {
        if (packet is null)
            throw new PacketFaultException(PacketFault.Malformed, "a packet came that is empty");
        if (packet is MqttSubscribePacket { TopicFilters: null or [] } or MqttUnsubscribePacket { TopicFilters: null or [] })
            throw new PacketFaultException(PacketFault.Protocol, "a SUBSCRIBE or UNSUBSCRIBE packet has no filter");
        if (packet is MqttSubscribePacket { PacketIdentifier: 0 } or MqttUnsubscribePacket { PacketIdentifier: 0 })
            throw new PacketFaultException(PacketFault.Malformed, "a SUBSCRIBE or UNSUBSCRIBE packet has no packet identifier");
        if (packet is not MqttSubscribePacket subscribe)
            return;
        // The same filter a million times would take no room and much time.
        var most = Math.Max(MostFiltersAtOnce, options.MaxFiltersPerClient);
        if (subscribe.TopicFilters.Count > most)
            throw new PacketFaultException(PacketFault.QuotaExceeded, $"a SUBSCRIBE packet has {subscribe.TopicFilters.Count} filters, and at most {most} are accepted");
        if (subscribe.TopicFilters.Exists(filter => (int)filter.QualityOfServiceLevel > PublishView.HighestQos || (int)filter.RetainHandling > (int)RetainHandling.Never))
            throw new PacketFaultException(PacketFault.Malformed, "a SUBSCRIBE packet has a quality of service or a retain handling that does not exist");
    }
}
