using System.Buffers.Binary;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Broker.Messages;

/// <summary>Writes a message as a PUBLISH packet of either version to a client (MQTT 5 §3.3, MQTT 3.1.1 §3.3).</summary>
internal static class PublishPacket
{
    private const int LengthBytes = 2;

    /// <summary>Bytes of the whole packet.</summary>
    public static int Size(in PublishView message, byte qos, bool isVersion5)
    {
        var length = RemainingLength(message, qos, isVersion5);
        return 1 + VariableByteInteger.SizeOf(length) + length;
    }

    /// <summary>Writes <see cref="Size"/> bytes to <paramref name="target"/>.</summary>
    public static void Write(Span<byte> target, in PublishView message, byte qos, bool retain, ushort packetId, bool isVersion5)
    {
        target[0] = (byte)((PublishView.PacketType << 4) | (qos << 1) | (retain ? 1 : 0));
        target = target[(1 + VariableByteInteger.Write(target[1..], RemainingLength(message, qos, isVersion5)))..];
        BinaryPrimitives.WriteUInt16BigEndian(target, (ushort)message.Topic.Length);
        message.Topic.CopyTo(target[LengthBytes..]);
        target = target[(LengthBytes + message.Topic.Length)..];
        if (qos > 0)
        {
            BinaryPrimitives.WriteUInt16BigEndian(target, packetId);
            target = target[LengthBytes..];
        }

        if (isVersion5)
        {
            target = target[VariableByteInteger.Write(target, message.Properties.Length)..];
            message.Properties.CopyTo(target);
            target = target[message.Properties.Length..];
        }

        message.Payload.CopyTo(target);
    }

    private static int RemainingLength(in PublishView message, byte qos, bool isVersion5) =>
        LengthBytes + message.Topic.Length + (qos > 0 ? LengthBytes : 0)
        + (isVersion5 ? VariableByteInteger.SizeOf(message.Properties.Length) + message.Properties.Length : 0) + message.Payload.Length;
}
