using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace OpcSpaces.Wire.Sparkplug.Protobuf;

/// <summary>
/// Reads protobuf's wire format. After the first fault every read returns zero and the reader is at its end, so loops end and checking
/// <see cref="Error"/> once afterwards is enough.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _limit = data.Length;

    public int Position { get; private set; }

    /// <summary>The first fault, or null; one of a few constants.</summary>
    public string? Error { get; private set; }

    public int ErrorOffset { get; private set; }

    public readonly bool IsAtEnd => Position >= _limit;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadTag(out uint tag)
    {
        if (Position >= _limit)
        {
            tag = 0;
            return false;
        }
        tag = _data[Position];
        if (tag < 0x80)
        {
            Position++;
            if (tag >= 8)
                return true;
            Fail("field number 0");
            return false;
        }
        return TryReadLongTag(out tag);
    }

    /// <summary>A varint of up to ten bytes; bits beyond 64 are dropped, as in every implementation of protobuf.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadVarint()
    {
        if (Position < _limit)
        {
            var first = _data[Position];
            if (first < 0x80)
            {
                Position++;
                return first;
            }
        }
        return ReadLongVarint();
    }

    public bool ReadBoolean() => ReadVarint() != 0;

    public uint ReadFixed32()
    {
        if (_limit - Position < 4)
        {
            Fail("truncated 32-bit value");
            return 0;
        }
        var value = BinaryPrimitives.ReadUInt32LittleEndian(_data[Position..]);
        Position += 4;
        return value;
    }

    public ulong ReadFixed64()
    {
        if (_limit - Position < 8)
        {
            Fail("truncated 64-bit value");
            return 0;
        }
        var value = BinaryPrimitives.ReadUInt64LittleEndian(_data[Position..]);
        Position += 8;
        return value;
    }

    /// <summary>A length and that many bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> ReadBytes()
    {
        var length = ReadVarint();
        if (length > (ulong)(_limit - Position))
        {
            Fail("a length reaches beyond the end");
            return default;
        }
        var bytes = _data.Slice(Position, (int)length);
        Position += (int)length;
        return bytes;
    }

    /// <summary>Begins a nested message: reads its length and ends there. Give the result to <see cref="Leave"/>.</summary>
    public int Enter()
    {
        var outer = _limit;
        var length = ReadVarint();
        if (length > (ulong)(_limit - Position))
            Fail("a length reaches beyond the end");
        else
            _limit = Position + (int)length;
        return outer;
    }

    /// <summary>Ends a nested message that was read to its end.</summary>
    public void Leave(int outer)
    {
        if (Error is null)
            _limit = outer;
    }

    /// <summary>Skips a field that this message does not define; a defined field that comes here has the wrong wire type, which is a fault.</summary>
    public void SkipUnknown(uint tag, uint lastDefinedField)
    {
        if (tag >> 3 <= lastDefinedField)
        {
            Fail("a field has the wrong wire type");
            return;
        }
        switch (tag & 7)
        {
            case WireTag.Varint:
                ReadVarint();
                break;
            case WireTag.Fixed64:
                ReadFixed64();
                break;
            case WireTag.Bytes:
                ReadBytes();
                break;
            case WireTag.Fixed32:
                ReadFixed32();
                break;
            case WireTag.StartGroup or WireTag.EndGroup:
                Fail("groups are not part of Sparkplug B");
                break;
            default:
                Fail("wire type 6 or 7");
                break;
        }
    }

    public void Fail(string reason)
    {
        if (Error is not null)
            return;
        Error = reason;
        ErrorOffset = Position;
        Position = _limit;
    }

    private bool TryReadLongTag(out uint tag)
    {
        var start = Position;
        var value = ReadLongVarint();
        tag = (uint)value;
        if (Error is not null)
            return false;
        if (Position - start <= 5 && value <= uint.MaxValue && value >= 8)
            return true;
        Fail("a field number is out of range");
        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong ReadLongVarint()
    {
        var position = Position;
        var end = Math.Min(_limit, position + 10);
        var value = 0UL;
        for (var shift = 0; position < end; shift += 7)
        {
            var next = _data[position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next >= 0x80)
                continue;
            Position = position;
            return value;
        }
        Fail(_limit - Position >= 10 ? "a varint is longer than ten bytes" : "truncated varint");
        return 0;
    }
}
