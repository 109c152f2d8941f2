using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace OpcSpaces.Wire.Sparkplug.Protobuf;

/// <summary>
/// Writes protobuf's wire format from the end to the beginning, so that a nested message's length is known when it must be written. The
/// caller writes the last field first. The buffer is rented: dispose the writer.
/// </summary>
internal sealed class BackwardWriter : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(4096);
    private int _start;

    public BackwardWriter() => _start = _buffer.Length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(_start);

    /// <summary>Bytes written so far; give it to <see cref="Head"/> after the fields of a nested message.</summary>
    public int Length => _buffer.Length - _start;

    public void Varint(uint tag, ulong value)
    {
        Varint(value);
        Varint(tag);
    }

    public void Boolean(uint tag, bool value) => Varint(tag, value ? 1u : 0u);

    public void Fixed32(uint tag, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);
        Varint(tag);
    }

    public void Fixed64(uint tag, ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);
        Varint(tag);
    }

    public void Bytes(uint tag, ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        Varint(tag, (ulong)value.Length);
    }

    public void String(uint tag, string value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        Encoding.UTF8.GetBytes(value, Reserve(bytes));
        Varint(tag, (ulong)bytes);
    }

    /// <summary>Writes tag and length of a nested message whose fields were written since <see cref="Length"/> was <paramref name="lengthBefore"/>.</summary>
    public void Head(uint tag, int lengthBefore) => Varint(tag, (ulong)(Length - lengthBefore));

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = 0;
    }

    private void Varint(ulong value)
    {
        var to = Reserve(WireWriter.VarintBytes(value));
        WireWriter.Varint(to, 0, value);
    }

    private Span<byte> Reserve(int bytes)
    {
        if (_start < bytes)
            Grow(bytes);
        _start -= bytes;
        return _buffer.AsSpan(_start, bytes);
    }

    private void Grow(int bytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(2 * _buffer.Length, Length + bytes)));
        Written.CopyTo(larger.AsSpan(larger.Length - Length));
        _start = larger.Length - Length;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
