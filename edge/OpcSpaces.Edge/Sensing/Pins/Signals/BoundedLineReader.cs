using System.Text;

namespace OpcSpaces.Edge.Sensing.Pins.Signals;

/// <summary>
/// Reads lines of ASCII text that another process sends, and never more of one line than <paramref name="most"/> bytes: a process that
/// sends no line end must not use up the memory of this one. What follows the last line end is no line. Used by one thread at a time.
/// </summary>
/// <param name="stream">Where the lines come from. It belongs to the caller.</param>
/// <param name="most">The longest line, in bytes.</param>
/// <param name="beforeRead">Called before each read of the stream, which may block; for deadlines.</param>
public sealed class BoundedLineReader(Stream stream, int most, Action? beforeRead = null)
{
    private readonly byte[] _buffer = new byte[most + 1];
    private int _start, _end;

    /// <summary>The next line without its end; null when the stream has ended. Throws <see cref="InvalidDataException"/> for a line that is too long; what the stream throws is passed on.</summary>
    public string? ReadLine()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0) return Take(_start + length);
            if (!Fill()) return null;
        }
    }

    private string Take(int end)
    {
        var line = Encoding.ASCII.GetString(_buffer.AsSpan(_start, end - _start)).TrimEnd('\r');
        _start = end + 1;
        return line;
    }

    private bool Fill()
    {
        if (_end == _buffer.Length)
        {
            if (_start == 0) throw new InvalidDataException($"a line is longer than {most} bytes");
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        beforeRead?.Invoke();
        var got = stream.Read(_buffer.AsSpan(_end));
        _end += got;
        return got > 0;
    }
}
