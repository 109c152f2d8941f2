using System.Buffers;
using System.Buffers.Binary;
using OpcSpaces.Broker.Messages;

namespace OpcSpaces.Broker.Links;

/// <summary>PUBACK, PUBREC, PUBREL and PUBCOMP (MQTT 5 §3.4 to §3.7). Those of success are the same bytes in both versions.</summary>
internal static class Acknowledgement
{
    public const int PubAck = 4, PubRec = 5, PubRel = 6, PubComp = 7;

    public const int Size = 4;

    private const int IdentifierBytes = 2;

    /// <summary>The packet identifier, and the reason where the client gave one. Throws <see cref="PacketFaultException"/>.</summary>
    public static (ushort PacketId, byte Reason) Read(in ReadOnlySequence<byte> body)
    {
        Span<byte> start = stackalloc byte[IdentifierBytes + 1];
        start = start[..(int)Math.Min(start.Length, body.Length)];
        if (start.Length < IdentifierBytes)
            throw new PacketFaultException(PacketFault.Malformed, "an acknowledgement has no packet identifier");
        body.Slice(0, start.Length).CopyTo(start);
        return (BinaryPrimitives.ReadUInt16BigEndian(start), start.Length > IdentifierBytes ? start[IdentifierBytes] : (byte)0);
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public static void Write(Span<byte> packet, int type, ushort packetId)
    {
        packet[0] = (byte)((type << 4) | (type == PubRel ? 2 : 0));
        packet[1] = IdentifierBytes;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], packetId);
    }
}
