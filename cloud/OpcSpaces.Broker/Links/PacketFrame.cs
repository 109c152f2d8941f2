using System.Buffers;
using MQTTnet.Exceptions;
using OpcSpaces.Broker.Messages;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Broker.Links;

/// <summary>One packet as it was received: its first byte, and what follows its fixed header (MQTT 5 §2.1).</summary>
internal readonly struct PacketFrame(byte firstByte, ReadOnlySequence<byte> body)
{
    private const int LongestHeader = 5;

    // No client needs more for what is not a message: a thousand filters of 250 bytes.
    private const int MostOtherBytes = 256 * 1024;

    public byte FirstByte { get; } = firstByte;

    public ReadOnlySequence<byte> Body { get; } = body;

    public int Type => FirstByte >> 4;

    /// <summary>Takes the first packet from the buffer; false when it is not complete yet. Throws <see cref="PacketFaultException"/> for one that is too large.</summary>
    public static bool TryTake(ref ReadOnlySequence<byte> buffer, int maxPacketBytes, out PacketFrame frame)
    {
        frame = default;
        if (buffer.Length < 2)
            return false;
        Span<byte> copied = stackalloc byte[LongestHeader];
        scoped var header = buffer.FirstSpan;
        if (header.Length < LongestHeader && !buffer.IsSingleSegment)
        {
            var start = buffer.Slice(0, Math.Min(LongestHeader, buffer.Length));
            start.CopyTo(copied);
            header = copied[..(int)start.Length];
        }

        if (!TryReadLength(header[1..], out var length, out var lengthBytes))
            return false;
        var headerBytes = 1 + lengthBytes;
        var most = header[0] >> 4 == PublishView.PacketType ? maxPacketBytes : Math.Min(maxPacketBytes, MostOtherBytes);
        if (headerBytes + length > most)
            throw new PacketFaultException(PacketFault.PacketTooLarge, $"a packet of {headerBytes + length} bytes came, and at most {most} are accepted");
        if (buffer.Length < headerBytes + length)
            return false;
        frame = new PacketFrame(header[0], buffer.Slice(headerBytes, length));
        buffer = buffer.Slice(headerBytes + length);
        return true;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> bytes, out int length, out int lengthBytes)
    {
        try
        {
            return VariableByteInteger.TryRead(bytes, out length, out lengthBytes);
        }
        catch (MqttProtocolViolationException e)
        {
            throw new PacketFaultException(PacketFault.Malformed, e.Message);
        }
    }
}
