using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace OpcSpaces.Broker.Messages;

/// <summary>A message where it was read, without a copy (MQTT 5 §3.3, MQTT 3.1.1 §3.3). <see cref="Properties"/> are the bytes behind their length; version 3.1.1 has none.</summary>
internal readonly ref struct PublishView(ReadOnlySpan<byte> topic, ReadOnlySpan<byte> properties, ReadOnlySpan<byte> payload, byte qos, bool retain)
{
    public const int PacketType = 3;
    public const byte HighestQos = 2;

    private const int LengthBytes = 2;
    private static readonly SearchValues<byte> NotInTopics = SearchValues.Create("+#\0"u8);

    public ReadOnlySpan<byte> Topic { get; } = topic;

    public ReadOnlySpan<byte> Properties { get; } = properties;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    public byte Qos { get; } = qos;

    public bool Retain { get; } = retain;

    /// <summary>Cuts a PUBLISH packet into its parts. Throws <see cref="PacketFaultException"/> for one that MQTT does not allow.</summary>
    public static PublishView Read(byte firstByte, ReadOnlySpan<byte> body, bool isVersion5, out ushort packetId)
    {
        var qos = (byte)(firstByte >> 1 & 3);
        if (qos > HighestQos)
            throw new PacketFaultException(PacketFault.Malformed, "a PUBLISH packet has QoS 3");
        var topicLength = body.Length >= LengthBytes ? BinaryPrimitives.ReadUInt16BigEndian(body) : 0;
        var rest = LengthBytes + topicLength + (qos > 0 ? LengthBytes : 0);
        if (topicLength == 0 || body.Length < rest)
            throw new PacketFaultException(PacketFault.Malformed, "a PUBLISH packet has no topic, or its topic is longer than the packet");
        var topic = body.Slice(LengthBytes, topicLength);
        if (topic.ContainsAny(NotInTopics) || !Utf8.IsValid(topic))
            throw new PacketFaultException(PacketFault.TopicNameInvalid, "the topic of a PUBLISH packet has a wildcard, a null character, or is not UTF-8");
        if (!TopicLevels.AreFew(topic))
            throw new PacketFaultException(PacketFault.TopicNameInvalid, $"the topic of a PUBLISH packet has more than {TopicLevels.Most} levels");
        packetId = qos > 0 ? BinaryPrimitives.ReadUInt16BigEndian(body[(rest - LengthBytes)..]) : (ushort)0;
        if (qos > 0 && packetId == 0)
            throw new PacketFaultException(PacketFault.Malformed, "a PUBLISH packet with a QoS above 0 has no packet identifier");
        body = body[rest..];
        var size = 0;
        var properties = isVersion5 ? PublishProperties.Cut(body, out size) : default;
        return new PublishView(topic, properties, body[size..], qos, (firstByte & 1) != 0);
    }
}
