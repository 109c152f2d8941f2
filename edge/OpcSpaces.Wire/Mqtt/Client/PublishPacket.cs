using System.Buffers.Binary;
using System.Text;
using MQTTnet.Exceptions;

namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>
/// A PUBLISH packet of MQTT 5 (§3.3), written and read without MQTTnet's objects, because every message needs one. Written
/// with QoS 0 and without properties; read with QoS 0 or 1, its properties skipped.
/// </summary>
internal readonly struct PublishPacket
{
    /// <summary>The packet type of PUBLISH in the high four bits of a packet's first byte.</summary>
    private const int PacketType = 0x30;

    private const int TopicLengthBytes = 2;
    private const int PacketIdentifierBytes = 2;

    private readonly string _topic;
    private readonly ReadOnlyMemory<byte> _payload;
    private readonly bool _retain;
    private readonly int _topicBytes;

    /// <summary>Throws <see cref="ArgumentException"/> when the packet would be longer than MQTT allows.</summary>
    internal PublishPacket(string topic, ReadOnlyMemory<byte> payload, bool retain)
    {
        (_topic, _payload, _retain) = (topic, payload, retain);
        _topicBytes = Encoding.UTF8.GetByteCount(topic);
        if (payload.Length > VariableByteInteger.MaxValue - (TopicLengthBytes + _topicBytes + 1))
            throw new ArgumentException($"A payload of {payload.Length} bytes is too long for an MQTT packet.", nameof(payload));
    }

    /// <summary>Bytes of the whole packet.</summary>
    internal int Size => 1 + VariableByteInteger.SizeOf(RemainingLength) + RemainingLength;

    // Topic, the length of the properties (0), payload.
    private int RemainingLength => TopicLengthBytes + _topicBytes + 1 + _payload.Length;

    internal static bool Is(byte firstByte) => (firstByte & 0xF0) == PacketType;

    internal static int QosOf(byte firstByte) => (firstByte >> 1) & 3;

    internal static bool RetainOf(byte firstByte) => (firstByte & 1) != 0;

    /// <summary>Writes the packet to the start of <paramref name="target"/>, which holds at least <see cref="Size"/> bytes.</summary>
    internal void Write(Span<byte> target)
    {
        target[0] = (byte)(PacketType | (_retain ? 1 : 0));
        target = target[(1 + VariableByteInteger.Write(target[1..], RemainingLength))..];
        BinaryPrimitives.WriteUInt16BigEndian(target, (ushort)_topicBytes);
        target = target[TopicLengthBytes..];
        Encoding.UTF8.GetBytes(_topic, target);
        target[_topicBytes] = 0;
        _payload.Span.CopyTo(target[(_topicBytes + 1)..]);
    }

    /// <summary>Cuts what follows the fixed header. Throws <see cref="MqttProtocolViolationException"/> when the lengths do not fit.</summary>
    internal static void Read(byte firstByte, ReadOnlySpan<byte> body, out ReadOnlySpan<byte> topic, out ReadOnlySpan<byte> payload)
    {
        var topicLength = body.Length >= TopicLengthBytes ? BinaryPrimitives.ReadUInt16BigEndian(body) : 0;
        var behindTopic = TopicLengthBytes + topicLength + (QosOf(firstByte) > 0 ? PacketIdentifierBytes : 0);
        if (topicLength == 0 || body.Length < behindTopic)
            throw new MqttProtocolViolationException("A PUBLISH packet has no topic, or its topic is longer than the packet.");
        topic = body.Slice(TopicLengthBytes, topicLength);
        body = body[behindTopic..];
        if (!VariableByteInteger.TryRead(body, out var propertyBytes, out var lengthBytes) || propertyBytes > body.Length - lengthBytes)
            throw new MqttProtocolViolationException("The properties of a PUBLISH packet are longer than the packet.");
        payload = body[(lengthBytes + propertyBytes)..];
    }
}
