using System.Text;
using MQTTnet.Packets;
using OpcSpaces.Broker.Messages;

namespace OpcSpaces.Broker.Sessions;

/// <summary>What is published when a session ends without a plain DISCONNECT (MQTT 5 §3.1.2.5). Its properties are not kept.</summary>
internal sealed class Will
{
    private readonly byte[] _topic, _payload;
    private readonly byte _qos;
    private readonly bool _retain;

    public Will(string topic, ReadOnlyMemory<byte> payload, byte qos, bool retain) =>
        (_topic, _payload, _qos, _retain) = (Encoding.UTF8.GetBytes(topic), payload.ToArray(), qos, retain);

    public PublishView View => new(_topic, default, _payload, _qos, _retain);

    /// <summary>Null when the client gave none. Throws <see cref="PacketFaultException"/> for a topic that cannot be published to.</summary>
    public static Will? Of(MqttConnectPacket connect)
    {
        if (!connect.WillFlag)
            return null;
        if (string.IsNullOrEmpty(connect.WillTopic) || connect.WillTopic.AsSpan().ContainsAny("+#\0\uFFFD") || (byte)connect.WillQoS > PublishView.HighestQos)
            throw new PacketFaultException(PacketFault.TopicNameInvalid, "the Will has a topic or a QoS that cannot be published with");
        if (!TopicLevels.AreFew(connect.WillTopic))
            throw new PacketFaultException(PacketFault.TopicNameInvalid, $"the Will's topic has more than {TopicLevels.Most} levels");
        return new Will(connect.WillTopic, connect.WillMessage ?? [], (byte)connect.WillQoS, connect.WillRetain);
    }
}
