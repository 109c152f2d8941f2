namespace OpcSpaces.Testing.Disks;

/// <summary>The bytes of one file, growing as it is written; bytes never written are zero.</summary>
internal sealed class DiskImage
{
    private byte[] _bytes = [];

    internal int Length { get; private set; }

    internal void Write(long offset, ReadOnlySpan<byte> data)
    {
        var end = checked((int)(offset + data.Length));
        if (end > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(end, _bytes.Length * 2));
        data.CopyTo(_bytes.AsSpan((int)offset));
        Length = Math.Max(Length, end);
    }

    internal void Truncate(long size)
    {
        if (size >= Length)
            return;
        // The bytes between the new end and a later write must be zero, not the old ones.
        _bytes.AsSpan((int)size, Length - (int)size).Clear();
        Length = (int)size;
    }

    /// <summary>Fills the span, with zeros after the end of the file; returns how many bytes the file had.</summary>
    internal int Read(long offset, Span<byte> into)
    {
        var there = (int)Math.Clamp(Length - offset, 0, into.Length);
        _bytes.AsSpan((int)Math.Min(offset, Length), there).CopyTo(into);
        into[there..].Clear();
        return there;
    }

    internal DiskImage Copy()
    {
        var copy = new DiskImage();
        copy.Write(0, _bytes.AsSpan(0, Length));
        return copy;
    }
}
