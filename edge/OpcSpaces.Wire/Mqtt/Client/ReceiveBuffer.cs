using MQTTnet.Exceptions;

namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>
/// Holds what was read from the link until it makes whole packets, so that one read brings many small packets. Not thread-safe.
/// Starts small, because a process may hold thousands of quiet connections, and grows while reads fill it.
/// </summary>
internal sealed class ReceiveBuffer(int maxPacketBytes)
{
    private const int FirstSize = 4 * 1024;
    private const int UsualLimit = 64 * 1024;

    private byte[] _bytes = GC.AllocateUninitializedArray<byte>(FirstSize);
    private int _start;
    private int _end;

    // Bytes of the packet that lies at the start, as far as its header says; 0 when unknown.
    private int _packetBytes;

    /// <summary>
    /// The next whole packet: its first byte, and what follows its fixed header, valid until the next <see cref="Space"/>. False
    /// when more must be read first. Throws <see cref="MqttProtocolViolationException"/> when the packet is larger than allowed.
    /// </summary>
    internal bool TryTake(out byte firstByte, out ReadOnlyMemory<byte> body)
    {
        (firstByte, body) = (0, default);
        var held = _bytes.AsSpan(_start, _end - _start);
        if (held.Length < 2 || !VariableByteInteger.TryRead(held[1..], out var length, out var lengthBytes))
            return false;
        var header = 1 + lengthBytes;
        if (header + length > maxPacketBytes)
            throw new MqttProtocolViolationException($"A packet of {header + length} bytes came; at most {maxPacketBytes} were asked for.");
        _packetBytes = header + length;
        if (held.Length < _packetBytes)
            return false;
        firstByte = held[0];
        body = _bytes.AsMemory(_start + header, length);
        _start += _packetBytes;
        _packetBytes = 0;
        return true;
    }

    /// <summary>Where the next read may write to; never empty.</summary>
    internal ArraySegment<byte> Space()
    {
        var size = Size();
        if (size != _bytes.Length)
            MoveTo(GC.AllocateUninitializedArray<byte>(size));
        else if (_start > 0 && (_start == _end || _start + Math.Max(_packetBytes, size / 2) > size))
            MoveTo(_bytes);
        return new ArraySegment<byte>(_bytes, _end, _bytes.Length - _end);
    }

    /// <summary>So many bytes were read into <see cref="Space"/>.</summary>
    internal void Add(int count) => _end += count;

    /// <summary>One packet that is larger than usual gets the room that it needs; a buffer that the last read filled doubles.</summary>
    private int Size()
    {
        if (_packetBytes > UsualLimit)
            return Math.Max(_packetBytes, _bytes.Length);
        var isFull = _end == _bytes.Length;
        return Math.Min(UsualLimit, Math.Max(_packetBytes, isFull ? 2 * _bytes.Length : _bytes.Length));
    }

    private void MoveTo(byte[] target)
    {
        _bytes.AsSpan(_start, _end - _start).CopyTo(target);
        (_bytes, _start, _end) = (target, 0, _end - _start);
    }
}
