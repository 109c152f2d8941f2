using System.Buffers.Binary;
using System.Text;

namespace OpcSpaces.Model.Usage;

/// <summary>Writes numbers and texts in few bytes.</summary>
internal sealed class CompactWriter
{
    private byte[] _bytes = new byte[256];
    private int _length;

    public void Byte(byte value)
    {
        Grow(1);
        _bytes[_length++] = value;
    }

    /// <summary>Unsigned LEB128. The value is 0 or more.</summary>
    public void Number(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        Grow(10);
        var rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7) _bytes[_length++] = (byte)(rest | 0x80);
        _bytes[_length++] = (byte)rest;
    }

    /// <summary>Zigzag: small negative numbers are short too.</summary>
    public void Signed(int value) => Number((uint)((value << 1) ^ (value >> 31)));

    /// <summary>Eight bytes, little-endian.</summary>
    public void Fixed(ulong value)
    {
        Grow(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_length), value);
        _length += 8;
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Text(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Number(utf8.Length);
        Bytes(utf8);
    }

    public void List<T>(IReadOnlyList<T> items, Action<CompactWriter, T> write)
    {
        Number(items.Count);
        foreach (var item in items) write(this, item);
    }

    public byte[] ToArray() => _bytes[.._length];

    private void Grow(int more)
    {
        if (_length + more > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
    }
}

/// <summary>Reads what <see cref="CompactWriter"/> wrote. Throws <see cref="FormatException"/> where the bytes are something else.</summary>
internal ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public delegate T Item<out T>(ref CompactReader reader);

    public byte Byte() => Bytes(1)[0];

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return (long)value;
        }

        throw Damaged();
    }

    public int Int() => Number() is <= int.MaxValue and var value ? (int)value : throw Damaged();

    public int Signed() => Number() is <= uint.MaxValue and var value ? (int)((uint)value >> 1) ^ -(int)(value & 1) : throw Damaged();

    public ulong Fixed() => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(8));

    public ReadOnlySpan<byte> Bytes(int length)
    {
        if (length < 0 || length > _rest.Length) throw Damaged();
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    public string Text() => Encoding.UTF8.GetString(Bytes(Int()));

    public T[] List<T>(Item<T> read)
    {
        var count = Int();
        if (count > _rest.Length) throw Damaged(); // each item has at least one byte
        if (count == 0) return [];
        var items = new T[count];
        for (var i = 0; i < count; i++) items[i] = read(ref this);
        return items;
    }

    /// <summary>So many numbers.</summary>
    public int[] Ints(long count)
    {
        if (count > _rest.Length) throw Damaged(); // each has at least one byte
        var numbers = count == 0 ? [] : new int[count];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = Int();
        return numbers;
    }

    private static FormatException Damaged() => new("A usage record is damaged.");
}
